use std::io::Write;
fn main() {
    let mut out = std::io::BufWriter::new(std::fs::File::create(std::env::args().nth(1).unwrap()).unwrap());
    for path in std::env::args().skip(2) {
        let bytes = std::fs::read(&path).unwrap();
        let post = feedscrub::Post::from_bytes(&bytes).unwrap();
        let article = feedscrub::Cleaner::default().clean_post(&post).unwrap();
        let mut v = serde_json::to_value(&article).unwrap();
        v["path"] = path.clone().into();
        writeln!(out, "{v}").unwrap();
    }
}
