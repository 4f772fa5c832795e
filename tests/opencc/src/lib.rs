//! Every phrase of boilerplate is found in the spellings of Taiwan, Hong Kong and older texts, as
//! [OpenCC](https://github.com/BYVoid/OpenCC) writes them.

#[cfg(test)]
mod tests {
    use feedscrub::testing;
    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;

    #[test]
    fn phrases_are_found_in_every_spelling() {
        let read = testing::phrase_reader();
        let mut missed = Vec::new();
        for (name, standard) in
            [("Taiwan", BuiltinConfig::S2tw), ("Hong Kong", BuiltinConfig::S2hk), ("OpenCC", BuiltinConfig::S2t)]
        {
            let converter = OpenCC::from_config(standard).unwrap();
            let phrases: Vec<_> = testing::phrases().filter(|phrase| !phrase.is_ascii()).collect();
            let found = missed.len();
            missed.extend(phrases.iter().filter_map(|phrase| {
                let spelling = converter.convert(phrase);
                (read(&spelling) != read(phrase)).then(|| format!("{name}: {phrase} as {spelling}"))
            }));
            println!("{name}: {} of {} phrases missed", missed.len() - found, phrases.len());
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }
}
