//! Tests of the oracle: it finds each kind of fault in an output made for it, and in no other.

use super::{ARTICLE, Kind, MARKDOWN, SANITIZED, faults};

const GOOD: &str = "<p>x <a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">y</a>&nbsp;<strong>z</strong></p>\
    <figure><img src=\"https://a.example/i.png\" alt=\"a &lt;b&gt; &quot;c&quot;\" loading=\"lazy\" \
    referrerpolicy=\"no-referrer\"><figcaption>c</figcaption></figure>\
    <pre>  a\n\n</pre><ul><li>a</li></ul><table><tbody><tr><td>a</td></tr></tbody></table>";

const LINK: &str = "rel=\"noopener noreferrer\"";
const IMAGE: &str = "alt=\"\" loading=\"lazy\" referrerpolicy=\"no-referrer\"";

#[test]
fn a_good_output_has_no_fault() {
    for policy in [&ARTICLE, &SANITIZED] {
        assert_eq!(faults(GOOD, policy), []);
        assert_eq!(faults("", policy), []);
    }
    assert_eq!(faults("<p>x <a href=\"https://a.example/\">y</a><br />\n<code>\"</code></p>\n", &MARKDOWN), []);
}

/// Outputs and the faults that the oracle must find in them, among others.
#[test]
fn every_kind_of_fault_is_found() {
    let controls = [
        (Kind::Element, "<p>x</p><script>alert(1)</script>".to_owned()),
        (Kind::Element, "<iframe src=\"https://a.example/\"></iframe>".to_owned()),
        (Kind::Element, "<form></form>".to_owned()),
        (Kind::Element, "<style>p{}</style>".to_owned()),
        (Kind::Element, "<x-y>x</x-y>".to_owned()),
        (Kind::Attribute, "<p onclick=\"alert(1)\">x</p>".to_owned()),
        (Kind::Attribute, "<p style=\"color:red\">x</p>".to_owned()),
        (Kind::Attribute, "<p id=\"x\">x</p>".to_owned()),
        (Kind::Attribute, "<p class=\"x\">x</p>".to_owned()),
        (Kind::Attribute, "<p is=\"x-y\">x</p>".to_owned()),
        (Kind::Attribute, format!("<a href=\"https://a.example/\" {LINK} target=\"_top\">x</a>")),
        (Kind::Attribute, "<a href=\"https://a.example/\" rel=\"opener\">x</a>".to_owned()),
        (Kind::Attribute, format!("<img src=\"https://a.example/\" {IMAGE} width=\"100%\">")),
        (Kind::Missing, "<a href=\"https://a.example/\">x</a>".to_owned()),
        (Kind::Missing, format!("<a {LINK}>x</a>")),
        (Kind::Missing, "<img src=\"https://a.example/\" alt=\"\" loading=\"lazy\">".to_owned()),
        (Kind::Missing, "<img src=\"https://a.example/\" alt=\"\" referrerpolicy=\"no-referrer\">".to_owned()),
        (Kind::Address, format!("<a href=\"javascript:alert(1)\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"data:text/html,x\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"//a.example/\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"/x\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"#x\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"https:a.example/\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"https://A.example/\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"https://u@a.example/\" {LINK}>x</a>")),
        (Kind::Address, format!("<a href=\"https://:p@a.example/\" {LINK}>x</a>")),
        (Kind::Address, format!("<img src=\"mailto:a@a.example\" {IMAGE}>")),
        (Kind::Attribute, format!("<img src=\"https://a.example/\" srcset=\"javascript:alert(1) 1x\" {IMAGE}>")),
        (Kind::Foreign, "<svg></svg>".to_owned()),
        (Kind::Foreign, "<math><mi>x</mi></math>".to_owned()),
        (Kind::NotMarkup, "<p>x</p><!--x-->".to_owned()),
        (Kind::NotMarkup, "<p>x</p><?x?>".to_owned()),
        (Kind::Disguise, format!("<a href=\"https://a.example/\" {LINK}>\u{202E}x</a>")),
        (Kind::Disguise, format!("<a href=\"https://a.example/\" {LINK}><strong>x\u{200B}</strong></a>")),
        (Kind::Disguise, format!("<img src=\"https://a.example/\" {}>", IMAGE.replace("alt=\"", "alt=\"\u{2066}"))),
        (Kind::Disguise, "<p>x\u{7F}</p>".to_owned()),
        (Kind::Depth, format!("{}x{}", "<blockquote>".repeat(257), "</blockquote>".repeat(257))),
        (Kind::Unstable, "<p>x".to_owned()),
        (Kind::Unstable, "<p>x<p>y</p></p>".to_owned()),
        (Kind::Unstable, "<p>a & b</p>".to_owned()),
        (Kind::Unstable, "<p>a\rb</p>".to_owned()),
        (Kind::Unstable, "<p>a&#13;b</p>".to_owned()),
        (Kind::Unstable, "<p>a\u{A0}b</p>".to_owned()),
        (Kind::Unstable, "<pre>\nx</pre>".to_owned()),
        (Kind::Unstable, "<br/>".to_owned()),
        (Kind::Unstable, "<table><tr><td>x</td></tr></table>".to_owned()),
        (Kind::Unstable, "<td>x</td>".to_owned()),
        (Kind::Unstable, format!("<a href='https://a.example/' {LINK}>x</a>")),
        (
            Kind::Unstable,
            format!("<a href=\"https://a.example/\" {LINK}>x<a href=\"https://a.example/\" {LINK}>y</a></a>"),
        ),
        (Kind::Escape, "</div><p>x</p>".to_owned()),
        (Kind::Escape, "</td></tr></table>".to_owned()),
        (Kind::Escape, "<li>x".to_owned()),
        (Kind::Escape, "</article>x".to_owned()),
        (Kind::Escape, "<!--".to_owned()),
        (Kind::Escape, "<p title=\"".to_owned()),
        (Kind::Escape, "<strong>x".to_owned()),
        (Kind::Escape, "<table>".to_owned()),
        (Kind::Ammonia, "<p onclick=\"alert(1)\">x</p>".to_owned()),
        (Kind::Ammonia, format!("<a href=\"javascript:alert(1)\" {LINK}>x</a>")),
        (Kind::Ammonia, "<p>x</p><object></object>".to_owned()),
    ];
    for policy in [&ARTICLE, &SANITIZED] {
        for (kind, html) in &controls {
            let found = faults(html, policy);
            assert!(found.iter().any(|fault| fault.kind == *kind), "{kind:?} not found in {html}: {found:?}");
        }
    }
}

#[test]
fn the_attacks_themselves_are_found() {
    let cases = crate::cases::load().expect("the case files are readable");
    let flagged = cases.iter().filter(|case| !faults(&case.text(), &SANITIZED).is_empty()).count();
    assert!(flagged * 100 >= cases.len() * 90, "{flagged} of {} attacks are seen as such", cases.len());
}
