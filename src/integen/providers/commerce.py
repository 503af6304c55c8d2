"""Shopify, Stripe, QuickBooks and Xero: where people sell and keep accounts."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

SHOPIFY = Provider(
    key="shopify",
    title="Shopify",
    as_of=AS_OF,
    hosts=("*.myshopify.com",),
    facts={
        "authorization_url": fact("https://{shop}.myshopify.com/admin/oauth/authorize", "nango", "grant"),
        "token_url": fact("https://{shop}.myshopify.com/admin/oauth/access_token", "nango", "grant"),
        "variables": fact({"shop": "the shop's name: lower-case letters, digits, `-` and `_`"}, "nango"),
        "token_parameters": fact({"expiring": "1"}, "nango", "shopify"),
        "api_header": fact("X-Shopify-Access-Token", "nango", note="in place of Authorization"),
        "refresh_token": fact(
            "for expiring offline tokens only; apps created since 2026-04-01 must use them, "
            "all public ones from 2027-01-01 on",
            "shopify",
        ),
        "refresh_rotates": fact(True, "shopify"),
        "refresh_grace": fact("the previous refresh token works until its replacement is used", "shopify"),
        "access_lifetime": fact(3_600, "shopify"),
    },
)

STRIPE = Provider(
    key="stripe",
    title="Stripe",
    as_of=AS_OF,
    hosts=("connect.stripe.com", "marketplace.stripe.com"),
    facts={
        "authorization_url": fact(
            "https://connect.stripe.com/oauth/authorize",
            "nango",
            "grant",
            note="for Connect; Stripe Apps use https://marketplace.stripe.com/oauth/v2/authorize",
        ),
        "token_url": fact(
            "https://connect.stripe.com/oauth/token",
            "nango",
            "grant",
            note="for Connect; Stripe Apps use https://api.stripe.com/v1/oauth/token",
        ),
        "revocation_url": fact("https://connect.stripe.com/oauth/deauthorize", "stripity"),
        "account": fact("`stripe_user_id` of the token answer", "stripity"),
    },
    notes=(
        fact("OAuth is no longer recommended for new Connect platforms", "stripe"),
        fact("permissions of Stripe Apps come from their manifest, and not from scopes", "stripe"),
        fact("the scopes of Connect are `read_only` and `read_write`", "stripity"),
    ),
)

QUICKBOOKS = Provider(
    key="quickbooks",
    title="QuickBooks (Intuit)",
    as_of=AS_OF,
    hosts=("appcenter.intuit.com", "oauth.platform.intuit.com"),
    facts={
        "authorization_url": fact("https://appcenter.intuit.com/connect/oauth2", "nango", "grant"),
        "token_url": fact("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer", "nango", "grant"),
        "discovery": fact("Intuit publishes a document for each environment", "intuit-sdk"),
        "scope_separator": fact(" ", "grant"),
        "callback_parameters": fact(
            {"realmId": "the company; it is in the redirect and not in the token answer"},
            "nango",
            "intuit-sdk",
        ),
        "refresh_rotates": fact(True, "intuit-sdk", note="the value changes about once a day"),
        "refresh_lifetime": fact(
            8_640_000,
            "intuit-dotnet",
            note="unused; five years in all",
        ),
        "access_lifetime": fact(3_600, "intuit-sdk"),
    },
    notes=(
        fact("the sandbox has the same OAuth hosts, and the API sandbox-quickbooks.api.intuit.com", "nango"),
        fact("refresh tokens end five years after consent, since 2025", "intuit-releases"),
    ),
)

XERO = Provider(
    key="xero",
    title="Xero",
    as_of=AS_OF,
    hosts=("login.xero.com", "identity.xero.com"),
    facts={
        "authorization_url": fact("https://login.xero.com/identity/connect/authorize", "nango", "apis-guru"),
        "token_url": fact("https://identity.xero.com/connect/token", "nango", "xero-sdk"),
        "scope_separator": fact(" ", "xero-sdk"),
        "client_authentication": fact(("basic",), "airbyte"),
        "offline_scopes": fact(("offline_access",), "xero-sdk", "nango"),
        "account_url": fact("https://api.xero.com/connections", "nango"),
        "api_header": fact("xero-tenant-id", "xero-sdk"),
        "refresh_rotates": fact(True, "xero-faq"),
        "refresh_grace": fact(
            1_800, "xero-faq", note="the old token may be tried again when an answer was lost"
        ),
        "refresh_lifetime": fact(5_184_000, "xero-faq", note="unused"),
        "access_lifetime": fact(1_800, "xero-sdk"),
    },
)
