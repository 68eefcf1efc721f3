"""The addresses of the organisation."""

from django.urls import path

from riskbild.web.organisation import changing, placing, reading

urlpatterns = [
    path("organisation/", reading.tree, name="organisation"),
    path("organisation/<uuid:node_id>/", reading.node, name="node"),
    path("organisation/<uuid:node_id>/ny/", changing.new, name="node_new"),
    path("organisation/<uuid:node_id>/andra/", changing.change, name="node_change"),
    path("organisation/<uuid:node_id>/flytta/", placing.move, name="node_move"),
    path("organisation/<uuid:node_id>/avsluta/", placing.close, name="node_close"),
    path("organisation/<uuid:node_id>/ateroppna/", placing.reopen, name="node_reopen"),
]
