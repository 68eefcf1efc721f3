"""The addresses of what is public, which others link to and which therefore never change, and of publishing it."""

from django.urls import path

from riskbild.web.public import about, data, documents, publishing

_TOWN = "offentligt/<slug:slug>/"
_DOCUMENT = f"{_TOWN}<str:board_code>/<int:year>/<slug:kind_address>/"
_VERSION = f"{_DOCUMENT}<int:number>/"

urlpatterns = [
    path("robots.txt", about.robots, name="robots"),
    path("offentligt/", documents.index, name="public_index"),
    path("offentligt/tillganglighet/", about.accessibility, name="public_accessibility"),
    path("offentligt/dcat.jsonld", data.every_catalogue, name="public_catalogue"),
    path(_TOWN, documents.municipality, name="public_municipality"),
    path(f"{_TOWN}dcat.jsonld", data.catalogue_of, name="public_municipality_catalogue"),
    path(_DOCUMENT, documents.document, name="public_document"),
    path(_VERSION, documents.document, name="public_version"),
    path(f"{_VERSION}metadata.jsonld", data.metadata_of, name="public_metadata"),
    path(f"{_VERSION}dokument.<str:form>", data.file, name="public_file"),
    path("ar/<uuid:board_year_id>/publicera/<str:kind>/", publishing.publish_document, name="document_publish"),
    path("publicering/<uuid:release_id>/dra-tillbaka/", publishing.withdraw_document, name="document_withdraw"),
]
