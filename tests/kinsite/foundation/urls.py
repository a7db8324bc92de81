"""Addresses of these tests: views that would keep whatever they are given."""

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def raw(request):
    return HttpResponse(len(request.body))


def form(request, word=""):
    files = [file.name for file in request.FILES.values()]
    return JsonResponse({"post": dict(request.POST), "get": dict(request.GET), "files": files})


def broken(request):
    raise RuntimeError("no order for anna@example.com")


urlpatterns = [
    path("form/", form),
    path("form/<str:word>/", form),
    path("raw/", raw),
    path("broken/", broken),
    path("orders/<str:word>/", form),
]
