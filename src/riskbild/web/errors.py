"""The pages shown when something cannot be done: a refusal, a wrong address, a form that is too old, a fault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riskbild.rules.refusal import NOT_HERE
from riskbild.rules.sentence import Sentence
from riskbild.web.request import page, wants_partial
from riskbild.web.shell import Shell

_BAD_REQUEST = Sentence(
    sv="Webbläsaren skickade något som inte går att läsa. Gå tillbaka och försök igen.",
    en="The browser sent something that cannot be read. Go back and try again.",
)
_FORBIDDEN = Sentence(
    sv="Du har inte behörighet till det här. Den som administrerar användare i kommunen kan ge dig den.",
    en="You do not have permission for this. Whoever manages users in the municipality can give it to you.",
)
_NOT_THIS_WAY = Sentence(
    sv="Den här adressen är till för att skicka något, inte för att öppnas. Gå tillbaka till sidan du kom från.",
    en="This address is for sending something, not for opening. Go back to the page you came from.",
)
_OLD_FORM = Sentence(
    sv="Formuläret är för gammalt eller öppnades i en annan inloggning. Inget är sparat. Gå tillbaka, ladda om sidan "
    "och försök igen; det du skrev finns kvar i webbläsaren.",
    en="The form is too old or was opened in another session. Nothing has been saved. Go back, reload the page and "
    "try again; what you wrote is still in your browser.",
)

_OF_PAGES = frozenset({"GET", "HEAD", "POST"})


def refused(request: HttpRequest, sentence: Sentence, status: int) -> HttpResponse:
    """The page with a refusal's sentence, or only the sentence for a part of a page."""
    if not wants_partial(request):
        return page(request, "web/refused.html", {"sentence": sentence, "status": status}, status=status)
    response = render(request, "web/parts/refusal.html", {"sentence": sentence}, status=status)
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400: the request cannot be read."""
    return refused(request, _BAD_REQUEST, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: the person may not."""
    return refused(request, _FORBIDDEN, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: no such address."""
    return refused(request, NOT_HERE, 404)


def not_allowed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """405: opened instead of sent, or the other way about; `answer` says what is allowed.

    Where no page or form can have asked, nobody sits there to read more than that.
    """
    if request.method not in _OF_PAGES:
        return answer
    response = refused(request, _NOT_THIS_WAY, 405)
    response.headers["Allow"] = answer.headers["Allow"]
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: the form's own key is missing or belongs to another session."""
    return refused(request, _OLD_FORM, 403)


def fault(request: HttpRequest) -> HttpResponse:
    """500: a fault in the program; drawn without the database, which may be what is broken."""
    context = {"crumbs": (), "sample": False, "wrong": False, "shell": Shell(request, bare=True)}
    return render(request, "web/fault.html", context, status=500)
