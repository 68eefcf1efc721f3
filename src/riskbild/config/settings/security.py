"""Headers, cookies, sessions, passwords and sign-in limits: one level for all, looser only on this machine itself."""

from datetime import timedelta

from django.utils.csp import CSP

from riskbild.config.settings import environment
from riskbild.config.settings.server import RISKBILD_LOOPBACK, RISKBILD_PROXIES

# --- Transport. The demo on 127.0.0.1 differs from production in these two lines and in nothing else.
SECURE_SSL_REDIRECT = not RISKBILD_LOOPBACK
SECURE_HSTS_SECONDS = 0 if RISKBILD_LOOPBACK else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# Only a proxy that is known to stand there is believed when it says that the browser used HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if RISKBILD_PROXIES else None

# --- Headers.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    # data: the small signs that the vendored style sheet draws its own marks with.
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
RISKBILD_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
}

# --- Cookies. __Host- ties them to this very host; browsers take them on http://127.0.0.1 too.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "riskbild.web.errors.csrf_failure"

# --- Sessions: in the database, so that they can be ended there; gone with the browser window. ASVS 5.0, 7.3.
SESSION_ENGINE = "riskbild.web.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
RISKBILD_SESSION_IDLE = timedelta(minutes=environment.number("RISKBILD_IDLE_MINUTES", 60, lowest=1, highest=720))
RISKBILD_SESSION_LENGTH = timedelta(hours=environment.number("RISKBILD_SESSION_HOURS", 12, lowest=1, highest=24))
SESSION_COOKIE_AGE = int(RISKBILD_SESSION_LENGTH.total_seconds())

# --- Passwords.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]

# --- Sign-in.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "riskbild.organisation.sign_in.SignInBackend"]
LOGIN_URL = "sign_in"
AXES_HANDLER = "riskbild.web.account.throttle.Throttle"
AXES_USERNAME_CALLABLE = "riskbild.web.account.throttle.account_name"
AXES_CLIENT_IP_CALLABLE = "riskbild.web.account.throttle.address_of"
AXES_LOCKOUT_CALLABLE = "riskbild.web.account.throttle.answer_as_it_is"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Wrong passwords within the time: for one account from one address, for the account, from the address. A whole
# municipality may sit behind one address.
RISKBILD_SIGN_IN_LIMITS = {"together": 5, "account": 30, "address": 100}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Who goes on trying while shut out does not wait longer for it, nor shuts the rightful person out for good.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
# The log says whose door was tried and from where; the password is never in it.
AXES_SENSITIVE_PARAMETERS: list[str] = []
