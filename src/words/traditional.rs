//! Traditional spellings of simplified Chinese.

/// Returns the traditional spellings of a phrase in simplified characters, other than itself.
///
/// A simplified character can stand for several traditional ones, and Taiwan, Hong Kong and older texts write some of them
/// differently. Every combination is a spelling, because only the words of a phrase tell which one it means.
pub(super) fn spellings(phrase: &str) -> impl Iterator<Item = String> {
    // The characters that are written instead of each one, or none.
    let characters: Vec<(char, &str)> = match phrase.is_ascii() {
        true => Vec::new(),
        false => phrase.chars().map(|c| (c, forms(c).unwrap_or_default())).collect(),
    };
    let number: usize = characters.iter().map(|(_, forms)| forms.chars().count().max(1)).product();
    (0..number)
        .filter(move |_| !phrase.is_ascii())
        .map(move |combination| spelling(&characters, combination))
        .filter(move |spelling| spelling != phrase)
}

/// Returns one of the spellings: each ambiguous character is a digit of the number of the combination.
fn spelling(characters: &[(char, &str)], mut combination: usize) -> String {
    let mut spelling = String::with_capacity(4 * characters.len());
    for (c, forms) in characters {
        let number = forms.chars().count().max(1);
        spelling.push(forms.chars().nth(combination % number).unwrap_or(*c));
        combination /= number;
    }
    spelling
}

/// Returns the traditional characters for a simplified one.
fn forms(simplified: char) -> Option<&'static str> {
    if simplified.is_ascii() {
        return None;
    }
    let at = CHARACTERS.binary_search_by_key(&simplified, |(simplified, _)| *simplified).ok()?;
    CHARACTERS.get(at).map(|(_, forms)| *forms)
}

/// The characters of phrases that have other traditional forms, sorted: the form of Taiwan first, then those of Hong Kong
/// and older texts. From the tables of [OpenCC](https://github.com/BYVoid/OpenCC), with which `tests/opencc` checks them.
#[rustfmt::skip]
const CHARACTERS: &[(char, &str)] = &[
    ('万', "萬"),
    ('与', "與"),
    ('专', "專"),
    ('业', "業"),
    ('丝', "絲"),
    ('两', "兩"),
    ('严', "嚴"),
    ('个', "個"),
    ('为', "為爲"),
    ('举', "舉"),
    ('习', "習"),
    ('书', "書"),
    ('买', "買"),
    ('了', "瞭了"),
    ('于', "於"),
    ('仅', "僅"),
    ('们', "們"),
    ('价', "價"),
    ('众', "眾衆"),
    ('优', "優"),
    ('会', "會"),
    ('传', "傳"),
    ('体', "體"),
    ('储', "儲"),
    ('儿', "兒"),
    ('关', "關"),
    ('兴', "興"),
    ('内', "內"),
    ('册', "冊"),
    ('写', "寫"),
    ('决', "決"),
    ('准', "準"),
    ('凤', "鳳"),
    ('击', "擊"),
    ('划', "劃"),
    ('则', "則"),
    ('创', "創"),
    ('删', "刪"),
    ('别', "別"),
    ('制', "製"),
    ('务', "務"),
    ('动', "動"),
    ('励', "勵"),
    ('区', "區"),
    ('华', "華"),
    ('协', "協"),
    ('单', "單"),
    ('历', "歷"),
    ('参', "參"),
    ('发', "發"),
    ('台', "臺台"),
    ('号', "號"),
    ('后', "後"),
    ('听', "聽"),
    ('启', "啟啓"),
    ('员', "員"),
    ('周', "週周"),
    ('团', "團"),
    ('围', "圍"),
    ('国', "國"),
    ('图', "圖"),
    ('场', "場"),
    ('墙', "牆"),
    ('声', "聲"),
    ('处', "處"),
    ('备', "備"),
    ('复', "複覆復"),
    ('头', "頭"),
    ('学', "學"),
    ('实', "實"),
    ('审', "審"),
    ('对', "對"),
    ('寻', "尋"),
    ('导', "導"),
    ('将', "將"),
    ('属', "屬"),
    ('岁', "歲"),
    ('币', "幣"),
    ('布', "佈布"),
    ('帐', "帳"),
    ('帮', "幫"),
    ('并', "並"),
    ('广', "廣"),
    ('库', "庫"),
    ('应', "應"),
    ('开', "開"),
    ('异', "異"),
    ('张', "張"),
    ('弹', "彈"),
    ('归', "歸"),
    ('当', "當"),
    ('录', "錄"),
    ('征', "徵"),
    ('志', "誌志"),
    ('总', "總"),
    ('户', "戶户"),
    ('才', "才纔"),
    ('扫', "掃"),
    ('抢', "搶"),
    ('护', "護"),
    ('报', "報"),
    ('换', "換"),
    ('据', "據"),
    ('数', "數"),
    ('无', "無"),
    ('时', "時"),
    ('暂', "暫"),
    ('术', "術"),
    ('机', "機"),
    ('杀', "殺"),
    ('杂', "雜"),
    ('权', "權"),
    ('条', "條"),
    ('来', "來"),
    ('构', "構"),
    ('标', "標"),
    ('栏', "欄"),
    ('核', "核覈"),
    ('档', "檔"),
    ('欢', "歡"),
    ('气', "氣"),
    ('没', "沒"),
    ('注', "註注"),
    ('浏', "瀏"),
    ('满', "滿"),
    ('炉', "爐"),
    ('点', "點"),
    ('烟', "菸煙"),
    ('热', "熱"),
    ('爱', "愛"),
    ('独', "獨"),
    ('现', "現"),
    ('电', "電"),
    ('畅', "暢"),
    ('着', "著着"),
    ('码', "碼"),
    ('积', "積"),
    ('笔', "筆"),
    ('签', "籤簽"),
    ('简', "簡"),
    ('类', "類"),
    ('系', "繫系"),
    ('纠', "糾"),
    ('约', "約"),
    ('级', "級"),
    ('纯', "純"),
    ('纸', "紙"),
    ('纹', "紋"),
    ('线', "線"),
    ('组', "組"),
    ('经', "經"),
    ('结', "結"),
    ('给', "給"),
    ('络', "絡"),
    ('绝', "絕"),
    ('统', "統"),
    ('继', "繼"),
    ('续', "續"),
    ('维', "維"),
    ('编', "編"),
    ('网', "網"),
    ('群', "群羣"),
    ('职', "職"),
    ('联', "聯"),
    ('脸', "臉"),
    ('腾', "騰"),
    ('节', "節"),
    ('苹', "蘋"),
    ('荐', "薦"),
    ('荣', "榮"),
    ('获', "獲"),
    ('蓝', "藍"),
    ('见', "見"),
    ('观', "觀"),
    ('规', "規"),
    ('视', "視"),
    ('览', "覽"),
    ('觉', "覺"),
    ('誉', "譽"),
    ('计', "計"),
    ('订', "訂"),
    ('讨', "討"),
    ('让', "讓"),
    ('议', "議"),
    ('讯', "訊"),
    ('记', "記"),
    ('许', "許"),
    ('论', "論"),
    ('设', "設"),
    ('访', "訪"),
    ('证', "證"),
    ('评', "評"),
    ('识', "識"),
    ('诉', "訴"),
    ('词', "詞"),
    ('试', "試"),
    ('诚', "誠"),
    ('话', "話"),
    ('该', "該"),
    ('详', "詳"),
    ('说', "說説"),
    ('请', "請"),
    ('读', "讀"),
    ('谈', "談"),
    ('谢', "謝"),
    ('负', "負"),
    ('财', "財"),
    ('责', "責"),
    ('账', "賬"),
    ('质', "質"),
    ('购', "購"),
    ('贴', "貼"),
    ('费', "費"),
    ('资', "資"),
    ('赏', "賞"),
    ('赐', "賜"),
    ('赞', "讚贊"),
    ('赠', "贈"),
    ('踪', "蹤踪"),
    ('转', "轉"),
    ('软', "軟"),
    ('轻', "輕"),
    ('载', "載"),
    ('辑', "輯"),
    ('达', "達"),
    ('过', "過"),
    ('还', "還"),
    ('这', "這"),
    ('进', "進"),
    ('违', "違"),
    ('连', "連"),
    ('选', "選"),
    ('递', "遞"),
    ('邮', "郵"),
    ('采', "採采"),
    ('里', "裡裏"),
    ('钟', "鐘"),
    ('铃', "鈴"),
    ('铛', "鐺"),
    ('铺', "鋪"),
    ('链', "鏈鍊"),
    ('锁', "鎖"),
    ('错', "錯"),
    ('键', "鍵"),
    ('镜', "鏡"),
    ('长', "長"),
    ('门', "門"),
    ('闭', "閉"),
    ('问', "問"),
    ('间', "間"),
    ('闻', "聞"),
    ('阅', "閱閲"),
    ('队', "隊"),
    ('际', "際"),
    ('险', "險"),
    ('随', "隨"),
    ('隐', "隱"),
    ('页', "頁"),
    ('顶', "頂"),
    ('须', "須"),
    ('顾', "顧"),
    ('预', "預"),
    ('领', "領"),
    ('频', "頻"),
    ('题', "題"),
    ('额', "額"),
    ('风', "風"),
    ('馈', "饋"),
    ('马', "馬"),
    ('验', "驗"),
    ('鸟', "鳥"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_sorted_and_unique() {
        for pair in CHARACTERS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn spellings_of_phrases() {
        let of = |phrase| spellings(phrase).collect::<Vec<_>>();
        assert_eq!(of("欢迎订阅"), ["歡迎訂閱", "歡迎訂閲"]);
        assert_eq!(of("点个赞"), ["點個讚", "點個贊"]);
        assert_eq!(of("众说"), ["眾說", "衆說", "眾説", "衆説"]);
        assert!(of("打卡").is_empty());
    }

    #[test]
    fn no_phrase_has_many_spellings() {
        for (_, phrases) in super::super::phrases::PHRASES {
            for (phrase, ..) in *phrases {
                assert!(spellings(phrase).count() <= 16, "{phrase}");
            }
        }
    }
}
