//! Hosts that only machines of one network, or one machine, can reach.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns whether a host, in the serialization of the URL standard, is private: an address that is not [globally
/// reachable](https://www.iana.org/assignments/iana-ipv4-special-registry/) because it is unspecified or of a private,
/// shared, loopback or link-local network, or a name of [RFC 6761](https://www.rfc-editor.org/rfc/rfc6761)
/// (`localhost`), [RFC 6762](https://www.rfc-editor.org/rfc/rfc6762) (`.local`), [RFC
/// 8375](https://www.rfc-editor.org/rfc/rfc8375) (`.home.arpa`) or [ICANN's for private
/// use](https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en#section2.a)
/// (`.internal`).
pub(crate) fn is_private(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    match host.as_bytes().last() {
        Some(b']') => inside_brackets(host).is_some_and(is_private_v6),
        Some(b'0'..=b'9') => host.parse().is_ok_and(is_private_v4),
        // The last letters of the names.
        Some(b't' | b'l' | b'a' | b'T' | b'L' | b'A') => NAMES.iter().any(|name| is_at_or_below(host, name)),
        _ => false,
    }
}

const NAMES: [&str; 4] = ["home.arpa", "internal", "local", "localhost"];

fn is_at_or_below(host: &str, name: &str) -> bool {
    let start = host.len().checked_sub(name.len());
    let Some((above, end)) = start.and_then(|start| host.split_at_checked(start)) else { return false };
    end.eq_ignore_ascii_case(name) && (above.is_empty() || above.ends_with('.'))
}

fn inside_brackets(host: &str) -> Option<Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || first == 0
        || first == 100 && (64..128).contains(&second)
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, second, .., high, low] = address.segments();
    let v4 = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        // Loopback, the unspecified address, and IPv4-compatible and IPv4-mapped addresses.
        [0, 0, 0, 0, 0, 0 | 0xffff, ..] => is_private_v4(v4),
        // IPv4 addresses in NAT64: RFC 6052, RFC 8215.
        [0x64, 0xff9b, 0 | 1, ..] => is_private_v4(v4),
        // 6to4: RFC 3056.
        [0x2002, high, low, ..] => is_private_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))),
        _ => first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80 || (first, second) == (0x2001, 0),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::is_private;

    fn is_private_address(address: &str) -> bool {
        is_private(Url::parse(address).unwrap().host_str().unwrap())
    }

    #[test]
    fn every_spelling_of_a_private_host() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.1",
            "0x7f000001",
            "0177.0.0.1",
            "１２７。０．０．１",
            "%31%32%37.0.0.1",
            "0.0.0.0",
            "0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "0xc0a80001",
            "3232235521",
            "169.254.169.254",
            "100.64.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a00:1]",
            "[::7f00:1]",
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::10.0.0.1]",
            "[2002:7f00:1::]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[fe80::1]",
            "[febf::1]",
            "[fec0::1]",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "a.localhost",
            "printer.local",
            "printer.local.",
            "ｌocalhost",
            "metadata.google.internal",
            "nas.home.arpa",
        ] {
            assert!(is_private_address(&format!("http://{host}/x")), "{host}");
        }
    }

    #[test]
    fn hosts_of_the_web() {
        for host in [
            "a.com",
            "8.8.8.8",
            "172.32.0.1",
            "172.15.0.1",
            "100.128.0.1",
            "192.169.0.1",
            "11.0.0.1",
            "[2606:4700::1111]",
            "[64:ff9b::8.8.8.8]",
            "[2002:808:808::]",
            "[::ffff:8.8.8.8]",
            "local.com",
            "mylocal",
            "notlocalhost",
            "internal.example.org",
            "home.arpa.example",
            "127.0.0.1.nip.io",
        ] {
            assert!(!is_private_address(&format!("http://{host}/x")), "{host}");
        }
    }
}
