"""HTML that tries to run a script, load something, leave its place or take over the page, and what is left of it."""

from html.parser import HTMLParser

_RUN = "window.fmHurt=(window.fmHurt||0)+1"
_ELSEWHERE = "https://evil.example"

VECTORS = (
    f"<script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f'<a href="javascript:{_RUN}">x</a>',
    f'<a href="&#x6a;avascript:{_RUN}">x</a>',
    f'<a href="java\tscript:{_RUN}">x</a>',
    f'<a href=" \x01javascript:{_RUN}">x</a>',
    f'<a href="java&#10;script:{_RUN}">x</a>',
    f'<a href="JaVaScRiPt&colon;{_RUN}">x</a>',
    f'<a href="vbscript:{_RUN}">x</a>',
    f'<a href="data:text/html,<script>{_RUN}</script>">x</a>',
    f'<a href="data:text/html;base64,PHNjcmlwdD4=">x</a><a href="blob:{_ELSEWHERE}/x">y</a>',
    f'<a href="https://ok.example" onclick="{_RUN}" onfocus={_RUN} autofocus style="x:y" ping={_ELSEWHERE}>x</a>',
    f"<svg><script>{_RUN}</script></svg>",
    f'<svg onload="{_RUN}"><animate onbegin="{_RUN}" attributeName=x dur=1s></svg>',
    f'<svg><a xlink:href="javascript:{_RUN}"><text x=20 y=20>x</text></a></svg>',
    f"<svg><style><img src=x onerror={_RUN}></style></svg>",
    f"<svg></p><style><a id=\"</style><img src=1 onerror={_RUN}>\">",
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{_RUN}</script>'></iframe></foreignObject></svg>",
    f'<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{_RUN}</script></svg>#x">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={_RUN}&gt;">',
    f'<math><annotation-xml encoding="text/html"><style><img src=x onerror={_RUN}></style></annotation-xml></math>',
    f'<form><math><mtext></form><form><mglyph><style></math><img src onerror={_RUN}>',
    f'<math href="javascript:{_RUN}">x</math>',
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
    f'<noembed><img title="</noembed><img src=x onerror={_RUN}>"></noembed>',
    f'<textarea><p title="</textarea><img src=x onerror={_RUN}>">',
    f'<title><p title="</title><img src=x onerror={_RUN}>">',
    f'<xmp><p title="</xmp><img src=x onerror={_RUN}>">',
    f'<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror={_RUN}>">',
    f'<template><script>{_RUN}</script></template><template shadowrootmode=open><img src=x onerror={_RUN}></template>',
    f'<iframe srcdoc="&lt;script&gt;parent.{_RUN}&lt;/script&gt;"></iframe>',
    f'<iframe src="{_ELSEWHERE}/frame"></iframe><frame src="{_ELSEWHERE}"><portal src="{_ELSEWHERE}">',
    f'<object data="data:text/html,<script>{_RUN}</script>"></object><embed src="{_ELSEWHERE}/e.swf">',
    f'<meta http-equiv=refresh content="0;url={_ELSEWHERE}">',
    f'<base href="{_ELSEWHERE}/">',
    f'<link rel=stylesheet href="{_ELSEWHERE}/x.css"><link rel=prefetch href="{_ELSEWHERE}">',
    f'<style>*{{display:none!important}}@import "{_ELSEWHERE}/x.css";</style>',
    f'<p style="position:fixed;inset:0;z-index:9999;background:url({_ELSEWHERE}/x.png)">over everything</p>',
    '<div class="md-header fm-alarm" style="display:none">x</div><p class="md-overlay">x</p>',
    f'<form action={_ELSEWHERE}><input name=password><button formaction="javascript:{_RUN}">send</button></form>',
    f'<input type=image src="{_ELSEWHERE}/i.png" onerror={_RUN}><isindex action="javascript:{_RUN}">',
    f'<img src="{_ELSEWHERE}/pixel.gif" width=1 height=1><img srcset="{_ELSEWHERE}/a.png 2x" src="{_ELSEWHERE}/a.png">',
    f'<picture><source srcset="{_ELSEWHERE}/p.webp"><img src="{_ELSEWHERE}/p.png" alt="a &lt;b&gt; &quot;"></picture>',
    f'<video src="{_ELSEWHERE}/v.mp4" poster="{_ELSEWHERE}/v.png" autoplay onloadstart={_RUN}></video>',
    f'<audio src="{_ELSEWHERE}/a.mp3" autoplay></audio><bgsound src="{_ELSEWHERE}/b">',
    f'<table background="{_ELSEWHERE}/t.png"><td background="{_ELSEWHERE}/c.png" colspan=99999>x</table>',
    f'<body onload={_RUN} background="{_ELSEWHERE}/b.png"><html onclick={_RUN}>',
    '<a id="getElementById" name="body">x</a><form id="documentElement" name="cookie"><img name="location"></form>',
    '<a id="__config" name="__md_scope" href="https://ok.example">x</a><p id="fm-search">x</p>',
    f'<details open ontoggle="{_RUN}"><summary>x</summary></details><marquee onstart={_RUN}>x</marquee>',
    f'<keygen autofocus onfocus={_RUN}><dialog open>over</dialog><p popover contenteditable onbeforetoggle={_RUN}>x',
    f"<!--<img src=\"--><img src=x onerror={_RUN}//\">-->",
    f"<![CDATA[<img src=x onerror={_RUN}>]]><?xml-stylesheet href='{_ELSEWHERE}'?>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<img \x00src=x\x00 onerror\x0b={_RUN}><a\x0chref=\x0cjavascript:{_RUN}>x</a>",
    "</details></li></ul></div></article></main></body>outside",
    "<h1>A title above all</h1><h2>b</h2><h6>c</h6>",
    "<pre>" + "wide " * 400 + "</pre><table><tr>" + "<td>cell-that-is-wide</td>" * 60 + "</tr></table>" + "w" * 3000,
    "<blockquote>" * 400 + "deep" + "</blockquote>" * 400,
    "<ul><li>" * 300 + "deep",
    "\u202eturned {{ 7 * 7 }} {% raw %} <b>unclosed <i>unclosed",
)  # fmt: skip

ALLOWED = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
} | {
    tag: set()
    for tag in (
        "b blockquote br cite code dd del dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li p pre q s samp"
        " small strong sub sup table tbody tfoot thead tr u ul var".split()
    )
}
"""The tags and attributes that may be left."""
_REACHED = (("pre", "tabindex", "0"), ("table", "tabindex", "0"))
"""What may be wider than a page is reached by keyboard, in the page's own order."""


class _Faults(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()) and (tag, name, value) not in _REACHED:
                self.found.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("https://", "http://", "mailto:")):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}")


def faults(markup: str) -> list[str]:
    """What in the HTML should not be there."""
    reader = _Faults()
    reader.feed(markup)
    reader.close()
    return reader.found
