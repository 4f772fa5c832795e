//! Proxies that encode the address as hex or base64.

use crate::images::proxies::encoded;
use crate::images::proxies::family::{
    Family,
    Place::{Anywhere, Hosts},
    Undo::With,
};

/// Sorted by name.
pub(super) const TABLE: &[Family] = &[
    Family {
        name: "brave-search",
        source: "https://search.brave.com/help/images",
        place: Hosts(&["imgs.search.brave.com"]),
        undo: With(encoded::imgproxy),
        examples: &[
            (
                "https://imgs.search.brave.com/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/rs:fit:860:0:0:0/g:ce/aHR0cHM6Ly9hLmNv/bS94LmpwZw==",
                "https://a.com/x.jpg",
            ),
            (
                "https://imgs.search.brave.com/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/rs:fit:1:1:1/g:ce/aHR0cHM6Ly9hLmNvbS94LmpwZz9rPTEmbD0lMjA",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://imgs.search.brave.com/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/rs:fit:1:1:1/g:ce/aHR0cHM6Ly9hLmNvbS8lRTQlQjglQUQlRTYlOTYlODcuanBn.jpeg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://imgs.search.brave.com/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/rs:fit:1:1:1/x.jpg"],
    },
    Family {
        name: "camo",
        source: "https://github.com/atmos/camo#url-formats",
        place: Anywhere { form: "`/<digest>/<hex of the address>`", needles: &["/68747470"] },
        undo: With(encoded::camo),
        examples: &[
            (
                "https://camo.githubusercontent.com/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/68747470733a2f2f612e636f6d2f782e6a7067",
                "https://a.com/x.jpg",
            ),
            (
                "https://camo.b.com/0123456789abcdef0123456789abcdef01234567/68747470733a2f2f612e636f6d2f782e6a70673f6b3d31266c3d253230",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://b.com/camo/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/68747470733A2F2F612E636F6D2F2545342542382541442545362539362538372E6A7067",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
            (
                "https://camo.githubusercontent.com/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/687474703a2f2f612e636f6d2fe4b8ad2e6a7067",
                "http://a.com/%E4%B8%AD.jpg",
            ),
        ],
        left: &[
            "https://camo.githubusercontent.com/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/66696c653a2f2f2f78",
            "https://camo.githubusercontent.com/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/687474703",
            "https://b.com/short/68747470733a2f2f612e636f6d2f782e6a7067",
            "https://camo.githubusercontent.com/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/68747470733a2f2f753a7040612e636f6d2f782e6a7067",
        ],
    },
    Family {
        name: "camo-query",
        source: "https://github.com/atmos/camo#url-formats",
        place: Anywhere { form: "`/<digest>?url=<address>`", needles: &["url="] },
        undo: With(encoded::camo_query),
        examples: &[
            (
                "https://camo.b.com/0123456789abcdef0123456789abcdef01234567?url=https://a.com/x.jpg",
                "https://a.com/x.jpg",
            ),
            (
                "https://camo.b.com/0123456789abcdef0123456789abcdef01234567?url=https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1%26l%3D%2520",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://b.com/camo/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef?url=https%3A%2F%2Fa.com%2F%25E4%25B8%25AD%25E6%2596%2587.jpg",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://b.com/photo?url=https%3A%2F%2Fa.com%2Fx.jpg"],
    },
    Family {
        name: "csdn",
        source: "https://imgconvert.csdnimg.cn/",
        place: Hosts(&["imgconvert.csdnimg.cn"]),
        undo: With(encoded::last_segment),
        examples: &[
            ("https://imgconvert.csdnimg.cn/aHR0cHM6Ly9hLmNvbS94LmpwZw==", "https://a.com/x.jpg"),
            (
                "https://imgconvert.csdnimg.cn/aHR0cHM6Ly9hLmNvbS94LmpwZz9rPTEmbD0lMjA?x-oss-process=image/format,png",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://imgconvert.csdnimg.cn/aHR0cHM6Ly9hLmNvbS8lRTQlQjglQUQlRTYlOTYlODcuanBn",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://imgconvert.csdnimg.cn/x.png"],
    },
    Family {
        name: "imgproxy",
        source: "https://docs.imgproxy.net/usage/processing",
        place: Anywhere {
            form: "`/<signature>/<options>/(plain/<address> or base64)`",
            needles: &["/aHR0c", "/plain/"],
        },
        undo: With(encoded::imgproxy),
        examples: &[
            (
                "https://img.example/insecure/rs:fill:300:400:0/g:sm/plain/https%3A%2F%2Fa.com%2Fx.jpg%3Fk%3D1@png",
                "https://a.com/x.jpg?k=1",
            ),
            (
                "https://img.example/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/rs:fit:300:200/aHR0cHM6Ly9hLmNvbS94LmpwZz9rPTEmbD0lMjA.webp",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://img.example/AfrOrF3gWeDA6VOlDG4TzxMv39O7MXnF4CXpKUwGqRM/fill/300/400/sm/0/aHR0cHM6Ly9hLmNv/bS8lRTQlQjglQUQl/RTYlOTYlODcuanBn.png",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
            ("https://img.example/_/w:300/plain/https://a.com/x.jpg@avif", "https://a.com/x.jpg"),
        ],
        left: &[
            "https://img.example/insecure/rs:fit:1:1/plain/local:///x.jpg",
            "https://img.example/plain-text/https%3A%2F%2Fa.com%2Fx.jpg",
            "https://b.com/articles/aHR0cHM6Ly9hLmNvbS94LmpwZw",
        ],
    },
    Family {
        name: "inoreader",
        source: "https://www.inoreader.com/",
        place: Anywhere { form: "`/camo/<digest>,b64/<base64>`", needles: &["/aHR0c"] },
        undo: With(encoded::inoreader),
        examples: &[
            (
                "https://www.inoreader.com/camo/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4,b64/aHR0cHM6Ly9hLmNvbS94LmpwZw",
                "https://a.com/x.jpg",
            ),
            (
                "https://www.inoreader.com/camo/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4,b64/aHR0cHM6Ly9hLmNvbS94LmpwZz9rPTEmbD0lMjA=",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://www.inoreader.com/camo/syTLE,b64/aHR0cHM6Ly9hLmNvbS8lRTQlQjglQUQlRTYlOTYlODcuanBn",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://www.inoreader.com/camo/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/x"],
    },
    Family {
        name: "miniflux",
        source: "https://github.com/miniflux/v2/blob/main/internal/mediaproxy/url.go",
        place: Anywhere { form: "`…/proxy/<digest>/<base64>`", needles: &["/aHR0c"] },
        undo: With(encoded::miniflux),
        examples: &[
            (
                "https://reader.example/proxy/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4=/aHR0cHM6Ly9hLmNvbS94LmpwZw==",
                "https://a.com/x.jpg",
            ),
            (
                "https://reader.example/miniflux/proxy/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4%3D/aHR0cHM6Ly9hLmNvbS94LmpwZz9rPTEmbD0lMjA%3D",
                "https://a.com/x.jpg?k=1&l=%20",
            ),
            (
                "https://reader.example/proxy/e9iLUT0nyrwvvmT7vIb1Slw6RNlaA_O76rHbq2M3Sp4/aHR0cHM6Ly9hLmNvbS8lRTQlQjglQUQlRTYlOTYlODcuanBn",
                "https://a.com/%E4%B8%AD%E6%96%87.jpg",
            ),
        ],
        left: &["https://reader.example/proxy/short/aHR0cHM6Ly9hLmNvbS94LmpwZw=="],
    },
];
