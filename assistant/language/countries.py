"""Countries and the people, languages and adjectives that go by them: "Dutch" is of the Netherlands."""

from __future__ import annotations

_TABLE = """
us u.s usa u.s.a america american americans united-states united-states-of-america
uk u.k britain british briton britons united-kingdom great-britain gb
un u.n united-nations
eu e.u european-union
isis isil daesh islamic-state
england english englishman englishmen englishwoman englishwomen
scotland scottish scots scot scotsman scotswoman
wales welsh welshman welshmen welshwoman
ireland irish irishman irishmen irishwoman
france french frenchman frenchmen frenchwoman frenchwomen
germany german germans
netherlands dutch holland dutchman dutchwoman
belgium belgian belgians
luxembourg luxembourger
switzerland swiss
austria austrian austrians
spain spanish spaniard spaniards
portugal portuguese
italy italian italians
greece greek greeks
cyprus cypriot cypriots
malta maltese
denmark danish dane danes
sweden swedish swede swedes
norway norwegian norwegians
finland finnish finn finns
iceland icelandic icelander icelanders
estonia estonian estonians
latvia latvian latvians
lithuania lithuanian lithuanians
poland polish pole poles
czechia czech czechs czech-republic
slovakia slovak slovaks slovakian
slovenia slovenian slovenians slovene slovenes
croatia croatian croatians croat croats
serbia serbian serbians serb serbs
bosnia bosnian bosnians
kosovo kosovar kosovars kosovan
albania albanian albanians
hungary hungarian hungarians
romania romanian romanians
bulgaria bulgarian bulgarians
moldova moldovan moldovans
ukraine ukrainian ukrainians
belarus belarusian belarusians belarussian
russia russian russians
soviet soviets ussr soviet-union
georgia georgian georgians
armenia armenian armenians
azerbaijan azerbaijani azeri
turkey turkish turk turks türkiye turkiye
kazakhstan kazakh kazakhs
uzbekistan uzbek uzbeks
afghanistan afghan afghans
pakistan pakistani pakistanis
india indian indians
bangladesh bangladeshi bangladeshis
nepal nepali nepalese
sri-lanka sri-lankan sri-lankans
china chinese
taiwan taiwanese
japan japanese
korea korean koreans
mongolia mongolian mongolians
thailand thai thais
vietnam vietnamese
cambodia cambodian cambodians
laos laotian lao
myanmar burma burmese
malaysia malaysian malaysians
singapore singaporean singaporeans
indonesia indonesian indonesians
philippines filipino filipinos filipina philippine
australia australian australians aussie
new-zealand new-zealander new-zealanders kiwi kiwis
fiji fijian fijians
iran iranian iranians persia persian
iraq iraqi iraqis
syria syrian syrians
lebanon lebanese
israel israeli israelis
palestine palestinian palestinians
jordan jordanian jordanians
saudi saudis saudi-arabia saudi-arabian
yemen yemeni yemenis
oman omani omanis
qatar qatari qataris
kuwait kuwaiti kuwaitis
bahrain bahraini bahrainis
uae emirates emirati emiratis united-arab-emirates
egypt egyptian egyptians
libya libyan libyans
tunisia tunisian tunisians
algeria algerian algerians
morocco moroccan moroccans
sudan sudanese
ethiopia ethiopian ethiopians
eritrea eritrean eritreans
somalia somali somalis somalian
kenya kenyan kenyans
uganda ugandan ugandans
tanzania tanzanian tanzanians
rwanda rwandan rwandans
burundi burundian
congo congolese drc
nigeria nigerian nigerians
niger nigerien
ghana ghanaian ghanaians
senegal senegalese
mali malian malians
ivory-coast ivorian ivorians
cameroon cameroonian cameroonians
angola angolan angolans
zambia zambian zambians
zimbabwe zimbabwean zimbabweans
mozambique mozambican mozambicans
botswana botswanan
namibia namibian namibians
south-africa south-african south-africans
madagascar malagasy
canada canadian canadians
mexico mexican mexicans
guatemala guatemalan guatemalans
honduras honduran hondurans
nicaragua nicaraguan nicaraguans
costa-rica costa-rican costa-ricans
panama panamanian panamanians
cuba cuban cubans
haiti haitian haitians
jamaica jamaican jamaicans
colombia colombian colombians
venezuela venezuelan venezuelans
ecuador ecuadorian ecuadorians ecuadorean
peru peruvian peruvians
bolivia bolivian bolivians
brazil brazilian brazilians
paraguay paraguayan paraguayans
uruguay uruguayan uruguayans
argentina argentine argentines argentinian argentinians
chile chilean chileans
"""
_CONTINENTS = """
europe european europeans
africa african africans
asia asian asians
"""
_ROWS = tuple(tuple(line.split()) for line in (_TABLE + _CONTINENTS).splitlines() if line)
_COUNTRY_OF = {form.replace("-", " "): row[0] for row in _ROWS for form in row}
_CONTINENTAL = frozenset(line.split()[0] for line in _CONTINENTS.splitlines() if line)
_WITHIN = {"england": "uk", "scotland": "uk", "wales": "uk"}
_BODIES = frozenset(["un", "eu", "isis"])
_LONGEST = max(len(form.split()) for form in _COUNTRY_OF)


def country(word: str) -> str | None:
    """The one form under which a folded word or phrase of a country and its people is compared; None for others.

    "swiss" and "switzerland" give "switzerland", "u.s." and "americans" give "us".
    """
    return _COUNTRY_OF.get(word.rstrip("."))


def is_country(word: str) -> bool:
    """Whether a folded word names a country, a continent or their people; the few bodies in the table are none."""
    found = country(word)
    return found is not None and found not in _BODIES


def is_continent(word: str) -> bool:
    """Whether a folded word names a continent or its people."""
    return country(word) in _CONTINENTAL


def country_around(word: str) -> str | None:
    """The country that the country of a folded word is part of ("uk" for "scottish"), or None."""
    return _WITHIN.get(country(word) or "")


def with_countries_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` with each country of several words as one: ("united", "states", "senate") gives ("us", "senate")."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        longest = min(_LONGEST, len(words) - at)
        length = next((size for size in range(longest, 1, -1) if " ".join(words[at : at + size]) in _COUNTRY_OF), 1)
        phrase = " ".join(words[at : at + length])
        joined.append(_COUNTRY_OF[phrase] if length > 1 else phrase)
        at += length
    return tuple(joined)
