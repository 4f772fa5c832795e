//! The errors, warnings and kept text of inputs over a limit.

use feedscrub::{Cleaner, Error, Limits, Warning};

fn with(limits: Limits) -> Cleaner {
    Cleaner::builder().limits(limits).build()
}

/// The limit that an input exceeds is the same for both outputs.
#[track_caller]
fn broken(cleaner: &Cleaner, html: &str) -> &'static str {
    let limit = |error| match error {
        Error::LimitExceeded { what, found, limit } => {
            assert!(found > limit, "{what}: {found} is within {limit}");
            what
        }
        error => panic!("{error}"),
    };
    let article = cleaner.clean_html(html).map(|_| ()).map_err(limit);
    let sanitized = cleaner.sanitize_html(html).map(|_| ()).map_err(limit);
    assert_eq!(article, sanitized);
    article.expect_err("within the limits")
}

#[test]
fn nodes_in_proportion_to_the_input() {
    let cleaner = Cleaner::default();
    let table = |rows: usize| format!("<table>{}</table>", "<tr><td>x<td>y".repeat(rows));
    assert!(cleaner.clean_html(&table(13_000)).is_ok());
    assert!(cleaner.sanitize_html(&table(13_000)).is_ok());
    assert_eq!(broken(&cleaner, &table(20_000)), "nodes");
    assert_eq!(broken(&with(Limits::default().nodes(100)), &table(40)), "nodes");
    // Character references and the pieces in which text is read are no nodes.
    assert!(cleaner.clean_html(&"&amp;".repeat(200_000)).is_ok());
}

/// The nodes of Markdown are in proportion to the Markdown, not to the HTML that is made of it.
#[test]
fn nodes_of_markdown() {
    let cleaner = Cleaner::default();
    let table = |rows: usize| format!("---\ntitle: x\n---\n\na | b\n--- | ---\n{}", "x | y\n".repeat(rows));
    assert!(cleaner.clean(&table(8_000)).is_ok());
    let error = cleaner.clean(&table(40_000)).unwrap_err();
    assert!(matches!(error, Error::LimitExceeded { what: "nodes", .. }), "{error}");
}

/// A mebibyte of one short element is accepted.
#[test]
fn a_mebibyte_of_one_element() {
    for piece in ["<p>x</p>", "<br>", "<h1>x</h1>", "<li>x</li>", "<hr>"] {
        let html = piece.repeat((1 << 20) / piece.len());
        assert!(Cleaner::default().clean_html(&html).is_ok(), "{piece}");
        assert!(Cleaner::default().sanitize_html(&html).is_ok(), "{piece}");
    }
}

#[test]
fn impossible_sizes_of_pictures_are_dropped() {
    for (size, kept) in [("65535", true), ("65536", false), ("99999999999", false), ("-3", false), ("50%", false)] {
        let html = format!("<p>keepme</p><img src=https://a.example/i.png width={size} height={size}>");
        let article = Cleaner::default().clean_html(&html).unwrap();
        let expected = kept.then_some(65_535);
        assert!(article.images().all(|image| (image.width, image.height) == (expected, expected)), "{size}");
        assert_eq!(article.images().count(), 1, "{size}");
        assert_eq!(Cleaner::default().sanitize_html(&html).unwrap().contains("width"), kept, "{size}");
    }
}

/// Ammonia searches from each `&` to the next `<` or `>` of a text.
#[test]
fn characters_to_escape() {
    let cleaner = Cleaner::default();
    let listing = |lines: usize| format!("<pre>{}</pre>", "a && bcccccc\n".repeat(lines));
    assert!(cleaner.sanitize_html(&listing(15_000)).is_ok());
    assert!(cleaner.sanitize_html(&format!("<pre>{}</pre>", "a & b\n".repeat(30_000))).is_ok());
    assert!(cleaner.sanitize_html(&"x < y && y > z\n".repeat(60_000)).is_ok());
    for html in [listing(60_000), "<".repeat(200_000)] {
        let error = cleaner.sanitize_html(&html).unwrap_err();
        assert!(matches!(error, Error::LimitExceeded { what: "escapes", .. }), "{error}");
    }
}

/// The output of a table grows with its cells, whatever they span.
#[test]
fn cells_with_large_spans() {
    let far = "<td rowspan=65534 colspan=1000>x".repeat(1000);
    for html in [
        format!("<table><tr>{far}{}</table>", "<tr><td>x".repeat(4_000)),
        format!("<table><tr>{}{}</table>", "<td>x".repeat(4_000), "<tr><td>x".repeat(4_000)),
        format!("<table>{}</table>", "<tr><td rowspan=65534>x<td colspan=1000>y".repeat(4_000)),
    ] {
        let article = Cleaner::default().clean_html(&html).unwrap();
        for out in [article.to_markdown(), article.to_html(), article.to_text()] {
            assert!(out.len() < 20 * html.len(), "{} bytes of {}", out.len(), html.len());
        }
    }
}

#[test]
fn a_link_around_many_paragraphs() {
    let html = format!("<a href=\"https://a.example/{}\">{}", "x".repeat(20_000), "<div>keepme</div>".repeat(1000));
    assert_eq!(broken(&Cleaner::default(), &html), "output_bytes");
    let sane = format!("<a href=\"https://a.example/{}\">{}", "x".repeat(50), "<div>keepme</div>".repeat(1000));
    assert_eq!(Cleaner::default().clean_html(&sane).unwrap().links().count(), 1000);
}

#[test]
fn many_addresses_on_a_long_base() {
    let base = format!("https://a.example/{}/", "x".repeat(2000)).parse().unwrap();
    let cleaner = Cleaner::builder().base_url(base).build();
    for piece in ["<a href=y>x</a> ", "<img src=y>", "<p><a href=y>x</a>", "<video src=y></video>"] {
        assert_eq!(broken(&cleaner, &piece.repeat(5_000)), "output_bytes", "{piece}");
        assert!(cleaner.clean_html(&piece.repeat(20)).is_ok(), "{piece}");
    }
    let quotes = "<blockquote cite=y>x</blockquote>".repeat(5_000);
    assert!(matches!(cleaner.sanitize_html(&quotes), Err(Error::LimitExceeded { what: "output_bytes", .. })));
}

#[test]
fn inline_elements_that_continue_in_every_paragraph() {
    let inlines = "<abbr><b><cite><code><del><em><i><ins><kbd><mark><q><s><samp><small><strong><sub><sup><u><var>";
    let html = inlines.to_owned() + &"<section>x</section>".repeat(4_000);
    for length in [
        Cleaner::default().clean_html(&html).map_or(0, |article| article.to_html().len()),
        Cleaner::default().sanitize_html(&html).map_or(0, |html| html.len()),
    ] {
        assert!(length <= 8 * html.len() + (64 << 10));
    }
}

#[test]
fn output_bytes_as_set() {
    let limits = Limits::default().output_bytes(200);
    let link = r#"<p><a href="https://a.example/">x</a> </p>"#;
    assert_eq!(broken(&with(limits.clone()), &link.repeat(5)), "output_bytes");
    assert!(with(limits).sanitize_html(link).is_ok());
}

#[test]
fn long_attributes_are_dropped() {
    let cleaner = with(Limits::default().attribute_bytes(100));
    let html = format!(
        r#"<p>keepme <a href="https://a.example/{}">link</a> <a href="https://a.example/">other</a></p>"#,
        "x".repeat(200)
    );
    let article = cleaner.clean_html(&html).unwrap();
    assert_eq!(article.to_text(), "keepme link other\n");
    assert_eq!(article.links().count(), 1);
    assert_eq!(article.report.warnings, [Warning::AttributesDropped { attributes: 1 }]);
    assert_eq!(cleaner.sanitize_html(&html).unwrap().matches("href").count(), 1);
}

#[test]
fn long_inline_data_is_no_fault() {
    let data = "A".repeat(200_000);
    let html = format!(r#"<p>keepme</p><img src="data:image/gif;base64,{data}" data-src="https://a.example/i.png">"#);
    let article = Cleaner::default().clean_html(&html).unwrap();
    assert_eq!(article.images().map(|image| image.src.as_str()).collect::<Vec<_>>(), ["https://a.example/i.png"]);
    assert_eq!(article.report.warnings, []);
}

/// A tag with so many attributes is rejected; comments and texts of any kind are no attributes.
#[test]
fn separators_count_in_tags_only() {
    let many = "a b ' \" / ".repeat(20_000);
    let distinct: String = (0..60_000).map(|number| format!(" a{number}\"")).collect();
    for tag in [
        format!("<p{distinct}>x"),
        format!("<p>x<p {many}>y"),
        format!("x\r\n<p {many}>"),
        format!("<p>x</p {many}>y"),
        format!("<!-- x --><p {many}"),
    ] {
        assert_eq!(broken(&Cleaner::default(), &tag), "attributes");
    }
    for comment in
        ["<!--X-->", "<!X>", "<?X>", "</ X>", "<!doctype X>", "<p>a < b</p><!-- < X -->", "<script>X</script>", "X"]
    {
        for blank in [" ", "\r\n"] {
            let html = format!("<p>keepme</p>{blank}{}<p>keepme too</p>", comment.replace('X', &many));
            let article = Cleaner::default().clean_html(&html);
            let text = article.unwrap_or_else(|error| panic!("{comment}: {error}")).to_text();
            assert!(text.starts_with("keepme\n") && text.ends_with("\nkeepme too\n"), "{comment}");
        }
    }
}

/// Hidden content of any depth is not shown when its ancestors are flattened.
#[test]
fn hidden_text_stays_hidden_in_the_deep() {
    for hidden in [
        "<svg><desc><![CDATA[<img src=x>]]></desc></svg>",
        "<math><annotation><![CDATA[<img src=x>]]></annotation></math>",
        "<iframe><img src=x></iframe>",
        "<textarea><img src=x></textarea>",
        "<title><img src=x></title>",
        "<xmp><img src=x></xmp>",
        "<object>dropme<b>dropme</b></object>",
        "<select><option>dropme</select>",
        "<video>dropme<b>dropme</b></video>",
        "<noframes><img src=x></noframes>",
    ] {
        for depth in [0, 250, 254, 255, 256, 300] {
            let html = format!("{}{hidden}keepme", "<div>".repeat(depth));
            assert_eq!(Cleaner::default().clean_html(&html).unwrap().to_text(), "keepme\n", "{hidden} at {depth}");
            assert_eq!(Cleaner::default().sanitize_html(&html).unwrap(), "<p>keepme</p>\n", "{hidden} at {depth}");
        }
    }
}

/// An input that is as deep as it is long is flattened, without losing text.
#[test]
fn deep_elements_are_flattened() {
    let html = "<div><b>".repeat(5_000) + "keepme";
    let article = Cleaner::default().clean_html(&html).unwrap();
    assert_eq!(article.to_text(), "keepme\n");
    assert!(matches!(article.report.warnings[..], [Warning::Flattened { elements }] if elements > 9_000));
}
