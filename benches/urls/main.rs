//! The number of proxied addresses that are resolved per second, and the allocations for addresses without a proxy.

use feedscrub::Proxies;
use feedscrub_bench::heap;
use feedscrub_bench::rounds::shortest;
use feedscrub_bench::table::Table;
use url::Url;

/// Addresses of each kind, `{}` in the place of what differs.
const PROXIED: &[&str] = &[
    "https://images.weserv.nl/?url=gdb.example.org/{}.jpg",
    "https://images.weserv.nl?url=https%3A%2F%2Fgdb.example.org%2F{}.jpg%3Fa%3D1&w=300",
    "https://i0.wp.com/www.example.org/uploads/{}.jpg?resize=300%2C200&ssl=1",
    "https://external-content.duckduckgo.com/iu/?u=https%3A%2F%2Fwww.example.org%2F{}.png",
    "https://res.cloudinary.com/demo/image/fetch/w_300,f_auto/https://www.example.org/{}.jpg",
    "https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fwww.example.org%2F{}.png",
    "https://www.example.com/_next/image?url=https%3A%2F%2Fwww.example.org%2F{}.jpg&w=640&q=75",
    "https://cdn.statically.io/img/www.example.org/{}.jpg",
    "https://www.example.com/cdn-cgi/image/width=80/https://www.example.org/{}.jpg",
    "https://web.archive.org/web/20210625173903im_/https://www.example.org/{}.jpg",
];

const DIRECT: &[&str] = &[
    "https://gdb.example.org/{}.jpg",
    "https://www.example.org/wp-content/uploads/2021/06/{}-300x200.jpg?w=300",
    "http://media.example.com/images/{}/large.png",
    "https://img.example.net/{}?url=x&size=large",
    "https://static.example.org/a/b/c/d/e/{}.webp#top",
];

const COUNT: usize = 10_000;

fn main() {
    let proxies = Proxies::builtin();
    let mut table = Table::new(&["", "addresses", "undone", "million/s", "allocations each"]);
    for (name, patterns) in [("proxied, resolved", PROXIED), ("direct, resolved", DIRECT)] {
        let urls: Vec<Url> = addresses(patterns).iter().filter_map(|address| Url::parse(address).ok()).collect();
        let undone = urls.iter().filter(|url| proxies.resolve(url).original().is_some()).count();
        let ((), heap) = heap::counted(|| urls.iter().for_each(|url| drop(proxies.resolve(url))));
        let time = shortest(|| urls.iter().for_each(|url| drop(std::hint::black_box(proxies.resolve(url)))));
        table.row([
            name.to_owned(),
            urls.len().to_string(),
            undone.to_string(),
            format!("{:.2}", urls.len() as f64 / time.as_secs_f64() / 1e6),
            format!("{:.2}", heap.allocations as f64 / urls.len() as f64),
        ]);
    }
    table.print();
    println!("Asked for: a million proxied addresses a second, no allocation for direct ones.");
}

fn addresses(patterns: &[&str]) -> Vec<String> {
    (0..COUNT).map(|number| patterns[number % patterns.len()].replace("{}", &number.to_string())).collect()
}
