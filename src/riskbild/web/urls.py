"""Every address of the web, a line for each area."""

from riskbild.web.account import urls as account
from riskbild.web.board_report import urls as board_report
from riskbild.web.checking import urls as checking
from riskbild.web.cycle import urls as cycle
from riskbild.web.delivery import urls as delivery
from riskbild.web.deviations import urls as deviations
from riskbild.web.documents import urls as documents
from riskbild.web.evidence import urls as evidence
from riskbild.web.followup import urls as followup
from riskbild.web.heat import urls as heat
from riskbild.web.intake import urls as intake
from riskbild.web.method import urls as method
from riskbild.web.nominations import urls as nominations
from riskbild.web.organisation import urls as organisation
from riskbild.web.oversight import urls as oversight
from riskbild.web.plan import urls as plan
from riskbild.web.profile import urls as profile
from riskbild.web.public import urls as public
from riskbild.web.register import urls as register
from riskbild.web.risk import urls as risk
from riskbild.web.samples import urls as samples
from riskbild.web.start import urls as start
from riskbild.web.trail import urls as trail
from riskbild.web.users import urls as users
from riskbild.web.workshop import urls as workshop

# One table: of tables in a table Django copies, for every address it looks for, the list of those it has tried.
urlpatterns = [
    *account.urlpatterns,
    *start.urlpatterns,
    *register.urlpatterns,
    *heat.urlpatterns,
    *risk.urlpatterns,
    *checking.urlpatterns,
    *intake.urlpatterns,
    *plan.urlpatterns,
    *followup.urlpatterns,
    *samples.urlpatterns,
    *evidence.urlpatterns,
    *deviations.urlpatterns,
    *board_report.urlpatterns,
    *oversight.urlpatterns,
    *cycle.urlpatterns,
    *nominations.urlpatterns,
    *workshop.urlpatterns,
    *profile.urlpatterns,
    *documents.urlpatterns,
    *organisation.urlpatterns,
    *users.urlpatterns,
    *method.urlpatterns,
    *trail.urlpatterns,
    *delivery.urlpatterns,
    *public.urlpatterns,
]
