"""Addresses that run, load, pose as another one, or leave the folder they should stay in."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

URLS: dict[str, tuple[str, ...]] = {
    "scheme": (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)", " javascript:alert(1)",
        "\x01javascript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "javascript\\x3aalert(1)",
        "javascript:%61lert(1)", "javascript://example.org/%0aalert(1)", "javascript:/*https://example.org*/alert(1)", "view-source:javascript:alert(1)",
        "feed:javascript:alert(1)", "jar:javascript:alert(1)", "vbscript:msgbox(1)", "livescript:x", "mocha:x", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "data:,x", "DATA:text/html,x",
        "blob:https://example.org/x", "file:///etc/passwd", "file://evil.example/share", "filesystem:http://x/y", "about:blank", "about:srcdoc",
        "chrome://settings", "ms-settings:x", "mailto:a@example.org?bcc=b@example.org", "tel:+1900", "sms:1;body=x", "intent://x#Intent;end", "ftp://example.org/",
        "ws://evil.example", "gopher://example.org/_x", "ldap://evil.example/x", "dict://x:1/", "x:y", ":", "://", "//", "http:", "https://", "http:///x",
    ),
    "address": (
        "https://example.org\\@evil.example/", "https://example.org@evil.example/", "https://user:pass@evil.example/", "https:\\\\evil.example", "https:/evil.example",
        "https:evil.example", "//evil.example/x", "\\\\evil.example\\share", "/\\evil.example", "https://evil.example\t/", "https://ev\nil.example/",
        "https://evil.example/\" onmouseover=\"alert(1)", "https://evil.example/'><script>alert(1)</script>", "https://evil.example/<b>", "https://evil.example/a b",
        "https://evil.example/%0d%0aSet-Cookie:x=1", "https://evil.example/\u202egpj.exe", "https://exаmple.org/", "https://xn--exmple-4nf.org/", "https://例え.example/",
        "https://[::1]/", "https://[::1", "http://127.0.0.1:22/", "http://0x7f.1/", "http://2130706433/", "http://169.254.169.254/latest/meta-data/", "http://localhost/",
        "https://example.org:99999/", "https://example.org:-1/", "https://example.org:x/", "https://example.org?#/../..", "https://example.org/#:~:text=planted",
        "https://example.org/?q=%3Cscript%3E", "https://example.org/%00", "https://example.org/%", "https://example.org/)](javascript:alert(1))", "https://example.org/a_(b)_[c]_{d}",
        "https://example.org/#\"}]", "https://example.org/" + "a" * 2100, "HTTPS://EXAMPLE.ORG/", "https://./", "https://.../", "https://-/", "https://%2f/", "https://exam\u200bple.org/",
        "https://example.org\uff0fevil.example/", "https://evil。example/", "https://①②③.example/", "https://ß.example/", "https://example.org\u2028/",
    ),
    "path": (
        "../../../../etc/passwd", "..\\..\\..\\windows\\win.ini", "....//....//etc/passwd", "%2e%2e%2fetc%2fpasswd", "..%252f..%252fetc%252fpasswd", "..%c0%af..%c0%afetc/passwd",
        "/etc/passwd", "/proc/self/environ", "C:\\windows\\system32", "\\\\?\\C:\\x", "~root/.ssh/id_rsa", "file.txt%00.png", "con", "nul.txt", "aux:", "a" * 255, ".", "..", "./.", "-rf",
        "--help", "--index=/tmp", "-", "*", "index/../index", "manifest.json", ".git/config", "a#1", "a!/b", "$HOME/.profile",
    ),
}  # fmt: skip
