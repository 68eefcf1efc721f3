"""The delivery's events in the trail."""

from riskbild.audit.event import event

ADDRESS_MADE = event("delivery.address_made", sv="En hemlig adress skapades", en="Secret address made")
ADDRESS_REVOKED = event("delivery.address_revoked", sv="Den hemliga adressen spärrades", en="Secret address revoked")
MAIL_CHOSEN = event("delivery.mail_chosen", sv="Valen för e-post ändrades", en="Mail choices changed")
SENT_AGAIN = event(
    "delivery.sent_again", sv="Meddelandet ställdes i kö för att skickas igen", en="Message queued to be sent again"
)
