//! Korean words with their forms, checked by hand, and what they are in English.

/// Kinds of nouns, as bits: what can be said of what.
pub(super) type Kinds = u32;
pub(super) const ANIMAL: Kinds = 1;
pub(super) const PERSON: Kinds = 1 << 1;
pub(super) const PLACE: Kinds = 1 << 2;
pub(super) const FOOD: Kinds = 1 << 3;
pub(super) const DRINK: Kinds = 1 << 4;
pub(super) const THING: Kinds = 1 << 5;
pub(super) const MEDIA: Kinds = 1 << 6;
pub(super) const CLOTHES: Kinds = 1 << 7;
pub(super) const VEHICLE: Kinds = 1 << 8;
pub(super) const NATURE: Kinds = 1 << 9;
/// Rises from the ground.
pub(super) const HIGH: Kinds = 1 << 10;
/// Has a length.
pub(super) const LONG: Kinds = 1 << 11;
/// Cooked and seasoned.
pub(super) const DISH: Kinds = 1 << 12;
/// Is travelled to and asked for.
pub(super) const TOWN: Kinds = 1 << 13;
/// Begins and ends at a time.
pub(super) const EVENT: Kinds = 1 << 14;
/// Is seen rather than read.
pub(super) const SEEN: Kinds = 1 << 15;
/// Is read.
pub(super) const READ: Kinds = 1 << 16;

/// A noun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub(super) korean: &'static str,
    pub(super) english: &'static str,
    /// As it stands without an article: its plural, or itself where it cannot be counted.
    pub(super) plural: &'static str,
    pub(super) kinds: Kinds,
}

/// A predicate in the present of three styles, and the stem of its past.
#[derive(Debug, Clone, Copy)]
pub(super) struct Predicate {
    /// `-다`.
    pub(super) plain: &'static str,
    /// `-아요`, `-어요`.
    pub(super) polite: &'static str,
    /// `-ㅂ니다`, `-습니다`.
    pub(super) formal: &'static str,
    /// Before `-다`, `-어요`, `-습니다`; empty where the present is a past in form.
    pub(super) past: &'static str,
    pub(super) english: &'static str,
    /// Of what it is said.
    pub(super) kinds: Kinds,
}

/// What somebody does with something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    /// Its forms; `english` is the base form.
    pub(super) forms: Predicate,
    /// Of the third person.
    pub(super) third: &'static str,
    pub(super) past: &'static str,
    /// Whether `안` before it says that it is not done.
    pub(super) plain_negation: bool,
}

/// Who.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    /// With its particle, in the plain style.
    pub(super) plain: &'static str,
    /// With its particle, in the polite styles.
    pub(super) polite: &'static str,
    pub(super) english: &'static str,
    /// `am`, `is`, `are`.
    pub(super) be: &'static str,
}

const fn noun(korean: &'static str, english: &'static str, plural: &'static str, kinds: Kinds) -> Noun {
    Noun { korean, english, plural, kinds }
}

const fn predicate(
    [plain, polite, formal, past]: [&'static str; 4],
    english: &'static str,
    kinds: Kinds,
) -> Predicate {
    Predicate { plain, polite, formal, past, english, kinds }
}

pub(super) const NOUNS: &[Noun] = &[
    noun("개", "dog", "dogs", ANIMAL),
    noun("고양이", "cat", "cats", ANIMAL),
    noun("새", "bird", "birds", ANIMAL),
    noun("말", "horse", "horses", ANIMAL),
    noun("소", "cow", "cows", ANIMAL),
    noun("돼지", "pig", "pigs", ANIMAL),
    noun("토끼", "rabbit", "rabbits", ANIMAL),
    noun("호랑이", "tiger", "tigers", ANIMAL),
    noun("곰", "bear", "bears", ANIMAL),
    noun("원숭이", "monkey", "monkeys", ANIMAL),
    noun("아이", "child", "children", PERSON),
    noun("남자", "man", "men", PERSON),
    noun("여자", "woman", "women", PERSON),
    noun("소년", "boy", "boys", PERSON),
    noun("소녀", "girl", "girls", PERSON),
    noun("학생", "student", "students", PERSON),
    noun("선생님", "teacher", "teachers", PERSON),
    noun("의사", "doctor", "doctors", PERSON),
    noun("아기", "baby", "babies", PERSON),
    noun("사과", "apple", "apples", FOOD),
    noun("바나나", "banana", "bananas", FOOD),
    noun("딸기", "strawberry", "strawberries", FOOD),
    noun("수박", "watermelon", "watermelons", FOOD),
    noun("빵", "bread", "bread", FOOD),
    noun("고기", "meat", "meat", FOOD),
    noun("밥", "rice", "rice", FOOD),
    noun("국", "soup", "soup", FOOD | DISH),
    noun("케이크", "cake", "cake", FOOD),
    noun("계란", "egg", "eggs", FOOD),
    noun("피자", "pizza", "pizza", FOOD | DISH),
    noun("김치", "kimchi", "kimchi", FOOD | DISH),
    noun("음식", "food", "food", FOOD | DISH),
    noun("치즈", "cheese", "cheese", FOOD),
    noun("초콜릿", "chocolate", "chocolate", FOOD),
    noun("물", "water", "water", DRINK),
    noun("커피", "coffee", "coffee", DRINK),
    noun("녹차", "green tea", "green tea", DRINK),
    noun("우유", "milk", "milk", DRINK),
    noun("주스", "juice", "juice", DRINK),
    noun("맥주", "beer", "beer", DRINK),
    noun("가방", "bag", "bags", THING),
    noun("시계", "watch", "watches", THING),
    noun("의자", "chair", "chairs", THING),
    noun("책상", "desk", "desks", THING),
    noun("전화기", "phone", "phones", THING),
    noun("컴퓨터", "computer", "computers", THING),
    noun("우산", "umbrella", "umbrellas", THING),
    noun("열쇠", "key", "keys", THING),
    noun("연필", "pencil", "pencils", THING),
    noun("카메라", "camera", "cameras", THING),
    noun("칼", "knife", "knives", THING),
    noun("상자", "box", "boxes", THING),
    noun("그림", "picture", "pictures", THING),
    noun("지갑", "wallet", "wallets", THING),
    noun("선물", "present", "presents", THING),
    noun("침대", "bed", "beds", THING),
    noun("책", "book", "books", MEDIA | LONG | READ),
    noun("소설", "novel", "novels", MEDIA | LONG | READ),
    noun("신문", "newspaper", "newspapers", THING | READ),
    noun("편지", "letter", "letters", THING | LONG | READ),
    noun("영화", "movie", "movies", MEDIA | LONG | SEEN | EVENT),
    noun("노래", "song", "songs", MEDIA | LONG),
    noun("이야기", "story", "stories", MEDIA | LONG),
    noun("모자", "hat", "hats", CLOTHES),
    noun("치마", "skirt", "skirts", CLOTHES | LONG),
    noun("셔츠", "shirt", "shirts", CLOTHES),
    noun("코트", "coat", "coats", CLOTHES | LONG),
    noun("자동차", "car", "cars", VEHICLE),
    noun("버스", "bus", "buses", VEHICLE),
    noun("기차", "train", "trains", VEHICLE | LONG),
    noun("비행기", "plane", "planes", VEHICLE),
    noun("자전거", "bicycle", "bicycles", THING),
    noun("집", "house", "houses", PLACE),
    noun("방", "room", "rooms", PLACE),
    noun("학교", "school", "schools", PLACE | TOWN),
    noun("병원", "hospital", "hospitals", PLACE | TOWN),
    noun("은행", "bank", "banks", PLACE | TOWN),
    noun("역", "station", "stations", PLACE | TOWN),
    noun("도서관", "library", "libraries", PLACE | TOWN),
    noun("호텔", "hotel", "hotels", PLACE | TOWN),
    noun("식당", "restaurant", "restaurants", PLACE | TOWN),
    noun("가게", "store", "stores", PLACE | TOWN),
    noun("공원", "park", "parks", PLACE | TOWN),
    noun("화장실", "bathroom", "bathrooms", PLACE | TOWN),
    noun("공항", "airport", "airports", PLACE | TOWN),
    noun("박물관", "museum", "museums", PLACE | TOWN),
    noun("우체국", "post office", "post offices", PLACE | TOWN),
    noun("약국", "pharmacy", "pharmacies", PLACE | TOWN),
    noun("시장", "market", "markets", PLACE | TOWN),
    noun("도시", "city", "cities", PLACE),
    noun("마을", "village", "villages", PLACE),
    noun("건물", "building", "buildings", PLACE | HIGH),
    noun("꽃", "flower", "flowers", NATURE),
    noun("나무", "tree", "trees", NATURE),
    noun("산", "mountain", "mountains", NATURE | HIGH),
    noun("강", "river", "rivers", NATURE | LONG),
    noun("호수", "lake", "lakes", NATURE),
    noun("섬", "island", "islands", NATURE),
    noun("회의", "meeting", "meetings", EVENT),
    noun("수업", "class", "classes", EVENT),
    noun("파티", "party", "parties", EVENT),
    noun("경기", "game", "games", EVENT),
];

const ANY: Kinds = ANIMAL | PERSON | PLACE | THING | CLOTHES | VEHICLE;
const SOLD: Kinds = FOOD | DRINK | THING | CLOTHES | VEHICLE;

/// What something is like.
pub(super) const QUALITIES: &[Predicate] = &[
    predicate(["예쁘다", "예뻐요", "예쁩니다", "예뻤"], "pretty", ANIMAL | THING | CLOTHES | NATURE),
    predicate(
        ["아름답다", "아름다워요", "아름답습니다", "아름다웠"],
        "beautiful",
        NATURE | PLACE | MEDIA | CLOTHES,
    ),
    predicate(["귀엽다", "귀여워요", "귀엽습니다", "귀여웠"], "cute", ANIMAL | PERSON),
    predicate(["크다", "커요", "큽니다", "컸"], "big", ANY | NATURE),
    predicate(["작다", "작아요", "작습니다", "작았"], "small", ANY | NATURE),
    predicate(["높다", "높아요", "높습니다", "높았"], "high", HIGH),
    predicate(["길다", "길어요", "깁니다", "길었"], "long", LONG),
    predicate(["짧다", "짧아요", "짧습니다", "짧았"], "short", LONG),
    predicate(["비싸다", "비싸요", "비쌉니다", "비쌌"], "expensive", SOLD),
    predicate(["싸다", "싸요", "쌉니다", "쌌"], "cheap", SOLD),
    predicate(["오래됐다", "오래됐어요", "오래됐습니다", ""], "old", PLACE | THING | VEHICLE),
    predicate(["재미있다", "재미있어요", "재미있습니다", "재미있었"], "interesting", MEDIA),
    predicate(["지루하다", "지루해요", "지루합니다", "지루했"], "boring", MEDIA | EVENT),
    predicate(["슬프다", "슬퍼요", "슬픕니다", "슬펐"], "sad", MEDIA),
    predicate(["유명하다", "유명해요", "유명합니다", "유명했"], "famous", MEDIA | PLACE | PERSON),
    predicate(["어렵다", "어려워요", "어렵습니다", "어려웠"], "difficult", MEDIA),
    predicate(["쉽다", "쉬워요", "쉽습니다", "쉬웠"], "easy", MEDIA),
    predicate(["맛있다", "맛있어요", "맛있습니다", "맛있었"], "delicious", FOOD | DRINK),
    predicate(["달다", "달아요", "답니다", "달았"], "sweet", FOOD | DRINK),
    predicate(["맵다", "매워요", "맵습니다", "매웠"], "spicy", DISH),
    predicate(["짜다", "짜요", "짭니다", "짰"], "salty", DISH),
    predicate(["뜨겁다", "뜨거워요", "뜨겁습니다", "뜨거웠"], "hot", FOOD | DRINK),
    predicate(["차갑다", "차가워요", "차갑습니다", "차가웠"], "cold", DRINK | FOOD),
    predicate(["무겁다", "무거워요", "무겁습니다", "무거웠"], "heavy", THING),
    predicate(["가볍다", "가벼워요", "가볍습니다", "가벼웠"], "light", THING | CLOTHES),
    predicate(["깨끗하다", "깨끗해요", "깨끗합니다", "깨끗했"], "clean", PLACE | THING | CLOTHES),
    predicate(["더럽다", "더러워요", "더럽습니다", "더러웠"], "dirty", PLACE | THING | CLOTHES),
    predicate(["조용하다", "조용해요", "조용합니다", "조용했"], "quiet", PLACE | PERSON),
    predicate(["빠르다", "빨라요", "빠릅니다", "빨랐"], "fast", VEHICLE | ANIMAL),
    predicate(["느리다", "느려요", "느립니다", "느렸"], "slow", VEHICLE | ANIMAL),
    predicate(["검다", "검어요", "검습니다", "검었"], "black", ANIMAL | CLOTHES | VEHICLE),
    predicate(["하얗다", "하얘요", "하얗습니다", "하얬"], "white", ANIMAL | CLOTHES | VEHICLE),
    predicate(["빨갛다", "빨개요", "빨갛습니다", "빨갰"], "red", CLOTHES | VEHICLE),
    predicate(["파랗다", "파래요", "파랗습니다", "파랬"], "blue", CLOTHES | VEHICLE),
    predicate(["친절하다", "친절해요", "친절합니다", "친절했"], "kind", PERSON),
    predicate(["똑똑하다", "똑똑해요", "똑똑합니다", "똑똑했"], "smart", PERSON | ANIMAL),
    predicate(["젊다", "젊어요", "젊습니다", "젊었"], "young", PERSON),
    predicate(["키가 크다", "키가 커요", "키가 큽니다", "키가 컸"], "tall", PERSON),
    predicate(["위험하다", "위험해요", "위험합니다", "위험했"], "dangerous", ANIMAL | NATURE),
    predicate(["좋다", "좋아요", "좋습니다", "좋았"], "good", THING | MEDIA | PLACE | VEHICLE),
    predicate(["나쁘다", "나빠요", "나쁩니다", "나빴"], "bad", MEDIA | PERSON),
];

/// How somebody feels: said of oneself and of others; `LOOK` marks what is only seen in others.
pub(super) const FEELINGS: &[Predicate] = &[
    predicate(["피곤하다", "피곤해요", "피곤합니다", "피곤했"], "tired", PERSON),
    predicate(["행복하다", "행복해요", "행복합니다", "행복했"], "happy", PERSON),
    predicate(["기쁘다", "기뻐요", "기쁩니다", "기뻤"], "glad", PERSON),
    predicate(["슬프다", "슬퍼요", "슬픕니다", "슬펐"], "sad", PERSON),
    predicate(["외롭다", "외로워요", "외롭습니다", "외로웠"], "lonely", PERSON),
    predicate(["바쁘다", "바빠요", "바쁩니다", "바빴"], "busy", PERSON),
    predicate(["배고프다", "배고파요", "배고픕니다", "배고팠"], "hungry", PERSON),
    predicate(["배가 고프다", "배가 고파요", "배가 고픕니다", "배가 고팠"], "hungry", PERSON),
    predicate(["목마르다", "목말라요", "목마릅니다", "목말랐"], "thirsty", PERSON),
    predicate(["아프다", "아파요", "아픕니다", "아팠"], "sick", PERSON),
    predicate(["졸리다", "졸려요", "졸립니다", "졸렸"], "sleepy", PERSON),
    predicate(["건강하다", "건강해요", "건강합니다", "건강했"], "healthy", PERSON),
    predicate(["화났다", "화났어요", "화났습니다", ""], "angry", PERSON),
    predicate(["피곤해 보인다", "피곤해 보여요", "피곤해 보입니다", "피곤해 보였"], "LOOK tired", PERSON),
    predicate(["행복해 보인다", "행복해 보여요", "행복해 보입니다", "행복해 보였"], "LOOK happy", PERSON),
    predicate(["바빠 보인다", "바빠 보여요", "바빠 보입니다", "바빠 보였"], "LOOK busy", PERSON),
    predicate(["아파 보인다", "아파 보여요", "아파 보입니다", "아파 보였"], "LOOK sick", PERSON),
    predicate(["외로워 보인다", "외로워 보여요", "외로워 보입니다", "외로워 보였"], "LOOK lonely", PERSON),
    predicate(["슬퍼 보인다", "슬퍼 보여요", "슬퍼 보입니다", "슬퍼 보였"], "LOOK sad", PERSON),
];

const fn verb(forms: Predicate, third: &'static str, past: &'static str, plain_negation: bool) -> Verb {
    Verb { forms, third, past, plain_negation }
}

/// What is done with things.
pub(super) const VERBS: &[Verb] = &[
    verb(predicate(["먹는다", "먹어요", "먹습니다", "먹었"], "eat", FOOD), "eats", "ate", true),
    verb(predicate(["마신다", "마셔요", "마십니다", "마셨"], "drink", DRINK), "drinks", "drank", true),
    verb(predicate(["산다", "사요", "삽니다", "샀"], "buy", SOLD), "buys", "bought", true),
    verb(predicate(["읽는다", "읽어요", "읽습니다", "읽었"], "read", READ), "reads", "read", true),
    verb(predicate(["본다", "봐요", "봅니다", "봤"], "watch", SEEN), "watches", "watched", true),
    verb(
        predicate(["좋아한다", "좋아해요", "좋아합니다", "좋아했"], "like", FOOD | DRINK | ANIMAL | MEDIA),
        "likes",
        "liked",
        true,
    ),
    verb(
        predicate(["싫어한다", "싫어해요", "싫어합니다", "싫어했"], "hate", FOOD | DRINK | ANIMAL),
        "hates",
        "hated",
        false,
    ),
];

const fn subject(
    plain: &'static str,
    polite: &'static str,
    english: &'static str,
    be: &'static str,
) -> Subject {
    Subject { plain, polite, english, be }
}

pub(super) const SUBJECTS: &[Subject] = &[
    subject("나는", "저는", "I", "am"),
    subject("우리는", "우리는", "we", "are"),
    subject("그는", "그는", "he", "is"),
    subject("그녀는", "그녀는", "she", "is"),
    subject("그들은", "그들은", "they", "are"),
    subject("톰은", "톰은", "Tom", "is"),
    subject("메리는", "메리는", "Mary", "is"),
    subject("아버지는", "아버지는", "my father", "is"),
    subject("어머니는", "어머니는", "my mother", "is"),
    subject("내 친구는", "제 친구는", "my friend", "is"),
];

/// A state of the weather: its forms, that before `거예요`, and what it is in English.
pub(super) const WEATHER: &[(Predicate, &str)] = &[
    (predicate(["춥다", "추워요", "춥습니다", "추웠"], "cold", 0), "추울"),
    (predicate(["덥다", "더워요", "덥습니다", "더웠"], "hot", 0), "더울"),
    (predicate(["따뜻하다", "따뜻해요", "따뜻합니다", "따뜻했"], "warm", 0), "따뜻할"),
    (predicate(["시원하다", "시원해요", "시원합니다", "시원했"], "cool", 0), "시원할"),
    (predicate(["흐리다", "흐려요", "흐립니다", "흐렸"], "cloudy", 0), "흐릴"),
    (predicate(["맑다", "맑아요", "맑습니다", "맑았"], "sunny", 0), "맑을"),
];

/// What falls or blows: noun with particle, forms of its verb, the form before `거예요`, the English verb and its past.
pub(super) const FALLING: &[(&str, Predicate, &str, &str)] = &[
    ("비가", predicate(["온다", "와요", "옵니다", "왔"], "rain", 0), "올", "rained"),
    ("눈이", predicate(["온다", "와요", "옵니다", "왔"], "snow", 0), "올", "snowed"),
    ("비가", predicate(["내린다", "내려요", "내립니다", "내렸"], "rain", 0), "내릴", "rained"),
    ("눈이", predicate(["내린다", "내려요", "내립니다", "내렸"], "snow", 0), "내릴", "snowed"),
];

/// The hours, as Korean counts them.
pub(super) const HOURS: &[(&str, &str)] = &[
    ("한", "one"),
    ("두", "two"),
    ("세", "three"),
    ("네", "four"),
    ("다섯", "five"),
    ("여섯", "six"),
    ("일곱", "seven"),
    ("여덟", "eight"),
    ("아홉", "nine"),
    ("열", "ten"),
    ("열한", "eleven"),
    ("열두", "twelve"),
];

/// The nouns of some kinds.
pub(super) fn nouns(kinds: Kinds) -> impl Iterator<Item = &'static Noun> {
    NOUNS.iter().filter(move |noun| noun.kinds & kinds != 0)
}
