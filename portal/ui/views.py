"""The organization's colour as a stylesheet, and the developers' page that shows every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.ui.context_processors import MAX_CHROMA
from portal.ui.gallery import gallery_context

YEAR = 365 * 24 * 3600


@require_safe
def theme_css(request: HttpRequest, hue: int, chroma: int) -> HttpResponse:
    """Hue and chroma in thousandths as tokens. The address holds all of it, so it may be kept for ever."""
    if hue > 359:
        raise Http404
    strength = f"{min(chroma, MAX_CHROMA) / 1000:.3f}".removeprefix("0").rstrip("0").rstrip(".") or "0"
    return HttpResponse(
        f":root {{ --brand-h: {hue}; --brand-c: {strength} }}\n",
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={YEAR}, immutable"},
    )


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, for whoever builds pages; it needs no data."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    theme = request.GET.get("theme", "")
    return render(request, "ui/gallery.html", gallery_context(theme if theme in {"light", "dark"} else ""))


theme_css.access = "public"  # type: ignore[attr-defined]
gallery.access = "public"  # type: ignore[attr-defined]
