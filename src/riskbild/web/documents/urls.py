"""The addresses of the documents, the layouts and the Word templates."""

from django.urls import path

from riskbild.web.documents import editing, fetching, later, layouts, reading, word_templates

_LAYOUTS = "dokumentmallar/"
urlpatterns = [
    path("ar/<uuid:board_year_id>/dokument/", reading.documents, name="documents"),
    path("ar/<uuid:board_year_id>/dokument/underlag/", fetching.package, name="documents_package"),
    path("ar/<uuid:board_year_id>/dokument/<slug:kind>/", reading.document, name="document"),
    path("ar/<uuid:board_year_id>/dokument/<slug:kind>/hamta/", fetching.fetch, name="document_fetch"),
    path("dokument/sparat/<uuid:document_id>/", fetching.kept, name="document_kept"),
    path("dokument/pa-gang/<uuid:drawing_id>/", later.drawing, name="drawing"),
    path("dokument/pa-gang/<uuid:drawing_id>/fil/", later.file, name="drawing_file"),
    path(_LAYOUTS, layouts.layouts, name="layouts"),
    path(f"{_LAYOUTS}ny/", editing.new, name="layout_new"),
    path(f"{_LAYOUTS}<uuid:layout_id>/", layouts.layout, name="layout"),
    path(f"{_LAYOUTS}<uuid:layout_id>/andra/", editing.revise, name="layout_revise"),
    path(f"{_LAYOUTS}<uuid:layout_id>/ta-bort/", layouts.remove, name="layout_remove"),
    path(f"{_LAYOUTS}word/", word_templates.word, name="word_templates"),
    path(f"{_LAYOUTS}word/ny/", word_templates.upload, name="word_template_new"),
    path(f"{_LAYOUTS}word/grund/", word_templates.shipped, name="word_template_shipped"),
    path(f"{_LAYOUTS}word/<uuid:template_id>/fil/", word_templates.file, name="word_template"),
    path(f"{_LAYOUTS}word/<uuid:template_id>/prov/", word_templates.sample, name="word_template_sample"),
    path(f"{_LAYOUTS}word/<uuid:template_id>/ta-bort/", word_templates.remove, name="word_template_remove"),
]
