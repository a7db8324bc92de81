"""Sample pages of the parts: what they show is made up here, how it looks and behaves is the shop's."""

import json
import threading

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, re_path

from commerce.money import Money


class SampleRendition:
    """A picture file that answers like Wagtail's, drawn from the shop's own mark."""

    url, width, height = "/static/img/mark.svg", 400, 400

    def img_tag(self, attributes):
        from django.forms.utils import flatatt
        from django.utils.html import format_html

        return format_html('<img src="{}" width="400" height="400"{}>', self.url, flatatt(attributes))


class SamplePicture:
    alt = "A desk"

    def get_renditions(self, *filters):
        return {spec.spec: SampleRendition() for spec in filters}

    def get_rendition(self, spec):
        return SampleRendition()


class SampleForm(forms.Form):
    email = forms.EmailField(label="Email", help_text="For the confirmation.")
    city = forms.CharField(label="City")
    delivery = forms.ChoiceField(
        label="Delivery", choices=[("slow", "Standard"), ("fast", "Express")], widget=forms.RadioSelect
    )


def dollars(minor):
    return Money(minor, "USD")


def option(picked):
    values = [
        {
            "value": value,
            "label": value.title(),
            "colour": colour,
            "state": state,
            "selected": value == picked,
        }
        for value, colour, state in [
            ("oak", "#b98d5c", "available"),
            ("walnut", "#5b4636", "low"),
            ("black", "#222222", "sold_out"),
            ("white", "#f4f2ec", "unavailable"),
        ]
    ]
    return {"name": "Colour", "key": "colour", "chosen": picked.title(), "values": values}


LINE = {
    "id": 1,
    "key": "line-1",
    "title": "Minimal Oak Desk",
    "url": "/offer/",
    "image": SamplePicture(),
    "options": "Oak, 140 cm",
    "unit_price": dollars(64900),
    "total": dollars(129800),
    "quantity": 2,
    "maximum": 3,
    "hint": "Only 3 left",
    "notes": [{"text": "The price changed: $629.00 before, $649.00 now.", "kind": "warning"}],
}
GONE = LINE | {
    "id": 2,
    "key": "line-2",
    "title": "Task Chair",
    "sold_out": True,
    "notes": [{"text": "Sold out meanwhile.", "kind": "error"}],
}
CARD = {
    "title": "Minimal Oak Desk",
    "url": "/offer/",
    "image": SamplePicture(),
    "second_image": SamplePicture(),
    "price": dollars(27900),
    "was": dollars(34900),
    "varies": True,
    "badges": [{"text": "Sale", "kind": "sale"}, {"text": "Few left", "kind": "low"}],
    "swatches": [{"label": "Oak", "colour": "#b98d5c"}, {"label": "Walnut", "colour": "#5b4636"}],
    "stock": "Only 3 left",
}
SAMPLES = {
    "navigation": [
        {"title": "Shop", "url": "/parts/", "current": "page"},
        {"title": "Inspiration", "url": "/offer/"},
        {"title": "Journal", "url": "/form/"},
        {"title": "About", "url": "/offer/"},
        {"title": "Support", "url": "/offer/"},
    ],
    "footer_navigation": [{"title": "Help", "items": [{"title": "Returns", "url": "/parts/"}]}],
    "demo": True,
    "page_title": "Parts",
    "price": dollars(64900),
    "was": dollars(69900),
    "picture": SamplePicture(),
    "pictures": [
        {"image": SamplePicture(), "alt": f"The desk in {v}", "value": v} for v in ("oak", "walnut")
    ],
    "lines": [LINE, GONE],
    "cards": [CARD] * 4,
    "rows": [
        {"label": "Subtotal", "amount": dollars(129800)},
        {"label": "Discount", "amount": dollars(-1000), "kind": "discount"},
        {"label": "Delivery", "text": "Free", "note": "Standard"},
    ],
    "total": {"label": "Total", "amount": dollars(128800)},
    "trail": [{"title": "Shop", "url": "/parts/"}, {"title": "Parts", "url": ""}],
    "steps": [
        {"label": "Confirmed", "state": "done", "url": "/parts/"},
        {"label": "Packed", "state": "failed"},
        {"label": "On its way", "state": "current"},
        {"label": "Delivered", "state": "next"},
    ],
    "questions": [{"question": "How long does it take?", "answer": "Three days."}],
    "facts": [{"label": "Width", "value": "140 cm"}],
    "assurances": [
        {"icon": "delivery", "text": "Three to five days"},
        {"icon": "returns", "text": "30 days"},
    ],
    "columns": ["Order", "Total"],
    "table": [["KW-10001", "$129.00"]],
    "address": ["Anna Meyer", "12 Elm Street", "Brooklyn, NY 11201"],
    "undo": [{"name": "undo", "value": "1"}],
}

# What the forms have posted, so that a test may count.
posted = []
# Held back, an answer leaves time to look at what waits for it.
may_answer = threading.Event()
may_answer.set()
_lock = threading.Lock()


def _note(request):
    with _lock:
        posted.append((request.path, request.POST.dict()))


def _page(name):
    return lambda request, *rest: render(request, f"parts/{name}.html", SAMPLES | {"form": SampleForm()})


def offer_part(request):
    context = SAMPLES | {"option": option(request.GET.get("colour", "oak")), "asked": request.GET.urlencode()}
    return render(request, "parts/offer_part.html", context)


def add(request):
    _note(request)
    may_answer.wait(10)
    response = HttpResponse('<p class="notice__text" id="offer-status">It is in your cart.</p>')
    said = "Minimal Oak Desk is in your cart."
    response["HX-Trigger"] = json.dumps({"cart-opened": "", "cart-changed": "", "announce": said})
    return response


def break_down(request):
    return HttpResponse("no", status=500)


def badge(request):
    context = {"cart_count": len(posted), "cart_url": "/cart/", "sign_in_url": "/accounts/login/"}
    return render(request, "components/header_actions.html", context)


def change(request):
    _note(request)
    template = "parts/lines_part.html" if "HX-Request" in request.headers else "parts/lines.html"
    return render(request, template, SAMPLES)


def check(request):
    _note(request)
    form = SampleForm(request.POST)
    return render(request, "parts/form.html", SAMPLES | {"form": form}, status=422)


urlpatterns = [
    path("parts/", _page("parts")),
    path("offer/", _page("offer")),
    path("offer/part/", offer_part),
    path("form/", _page("form")),
    path("lines/", _page("lines")),
    path("add/", add),
    path("change/", change),
    path("check/", check),
    path("break/", break_down),
    path("cart/badge/", badge, name="cart_badge"),
    path("cart/drawer/", _page("lines_part"), name="cart_drawer"),
    path("cart/", _page("lines"), name="cart"),
    path("search/", _page("parts"), name="search"),
    path("search/suggest/", _page("lines_part"), name="search_suggest"),
    path("accounts/login/", _page("form"), name="account_login"),
    re_path(r"^((?:[\w\-]+/)*)$", _page("parts"), name="wagtail_serve"),
]
