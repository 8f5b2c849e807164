//! Countries: ISO 3166 code, calling codes (ITU-T E.164), mobile country codes (ITU-T E.212), a middle
//! point, a radius and neighbours.
//!
//! The table was put together from the metadata of `phonenumbers` (Apache-2.0) and the country lists of
//! `mobile-codes` and `countryinfo`, and is to be read against the lists that it stands for. Those are what ITU publishes (<https://www.itu.int/oth/T0202.aspx?parent=T0202>,
//! Operational Bulletin 1117 for E.212); shared calling codes are told apart by the digits that follow.
//! Middle points and areas are the round figures of the CIA World Factbook, in the public domain. The
//! radius is that of a circle of the country's area. Neighbours also have a short way across water.

/// A country.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// ISO 3166 alpha-2 code; `XK` for Kosovo.
    pub iso: &'static str,
    /// English short name.
    pub name: &'static str,
    /// Leading digits of its E.164 numbers.
    pub calling: &'static [&'static str],
    /// Its mobile country codes.
    pub mcc: &'static [&'static str],
    /// Latitude and longitude of its middle, in degrees.
    pub at: (f64, f64),
    /// Radius of a circle of its area.
    pub radius_km: u32,
    /// ISO codes of its neighbours.
    pub borders: &'static str,
}

impl Country {
    /// Whether a subscriber can go from one to the other within minutes.
    #[must_use]
    pub fn is_next_to(&self, other: &Self) -> bool {
        self.iso == other.iso || self.borders.split(' ').any(|iso| iso == other.iso)
    }

    /// The least distance that lies between them: what the great circle leaves beyond both radii, which
    /// are stretched by half as no country is round.
    #[must_use]
    pub fn least_km_to(&self, other: &Self) -> f64 {
        let radii = f64::from(self.radius_km.saturating_add(other.radius_km)) * 1.5;
        (great_circle_km(self.at, other.at) - radii).max(0.0)
    }
}

/// Distance on the sphere, in kilometres.
#[must_use]
pub fn great_circle_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat1, lat2) = (from.0.to_radians(), to.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (to.1 - from.1).to_radians());
    let half = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}

/// Mobile country codes whose network codes have three digits.
pub const THREE_DIGIT_MNC: &[&str] = &[
    "302", "310", "311", "312", "313", "314", "316", "334", "338", "342", "344", "346", "348",
    "352", "354", "356", "358", "360", "364", "365", "366", "374", "376", "405", "708", "722",
    "732", "750",
];

/// Every country.
#[rustfmt::skip]
pub static COUNTRIES: &[Country] = &[
    row("AC", "Ascension Island", &["247"], &[], (-8.0, -14.4), 0, ""),
    row("AD", "Andorra", &["376"], &["213"], (42.5, 1.5), 12, "ES FR"),
    row("AE", "United Arab Emirates", &["971"], &["424"], (24.0, 54.0), 163, "IR OM QA SA"),
    row("AF", "Afghanistan", &["93"], &["412"], (33.0, 65.0), 456, "CN IR PK TJ TM UZ"),
    row("AG", "Antigua and Barbuda", &["1268"], &["344"], (17.1, -61.8), 12, ""),
    row("AI", "Anguilla", &["1264"], &["365"], (18.2, -63.2), 5, ""),
    row("AL", "Albania", &["355"], &["276"], (41.0, 20.0), 96, "GR ME MK RS XK"),
    row("AM", "Armenia", &["374"], &["283"], (40.0, 45.0), 97, "AZ GE IR TR"),
    row("AO", "Angola", &["244"], &["631"], (-12.5, 18.5), 630, "CD CG NA ZM"),
    row("AR", "Argentina", &["54"], &["722"], (-34.0, -64.0), 941, "BO BR CL PY UY"),
    row("AS", "American Samoa", &["1684"], &["544"], (-14.3, -170.0), 8, ""),
    row("AT", "Austria", &["43"], &["232"], (47.3, 13.3), 163, "CH CZ DE HU IT LI SI SK"),
    row("AU", "Australia", &["61"], &["505"], (-27.0, 133.0), 1565, ""),
    row("AW", "Aruba", &["297"], &["363"], (12.5, -70.0), 8, ""),
    row("AX", "Åland Islands", &["35818"], &[], (60.2, 20.0), 0, "FI"),
    row("AZ", "Azerbaijan", &["994"], &["400"], (40.5, 47.5), 166, "AM GE IR RU TR"),
    row("BA", "Bosnia and Herzegovina", &["387"], &["218"], (44.0, 18.0), 128, "HR ME RS"),
    row("BB", "Barbados", &["1246"], &["342"], (13.2, -59.5), 12, ""),
    row("BD", "Bangladesh", &["880"], &["470"], (24.0, 90.0), 217, "IN MM"),
    row("BE", "Belgium", &["32"], &["206"], (50.8, 4.0), 99, "DE FR GB LU NL"),
    row("BF", "Burkina Faso", &["226"], &["613"], (13.0, -2.0), 295, "BJ CI GH ML NE TG"),
    row("BG", "Bulgaria", &["359"], &["284"], (43.0, 25.0), 188, "GR MK RO RS TR"),
    row("BH", "Bahrain", &["973"], &["426"], (26.0, 50.5), 16, "QA SA"),
    row("BI", "Burundi", &["257"], &["642"], (-3.5, 30.0), 94, "CD RW TZ"),
    row("BJ", "Benin", &["229"], &["616"], (9.5, 2.2), 189, "BF NE NG TG"),
    row("BM", "Bermuda", &["1441"], &["350"], (32.3, -64.8), 4, ""),
    row("BN", "Brunei", &["673"], &["528"], (4.5, 114.7), 43, "MY"),
    row("BO", "Bolivia", &["591"], &["736"], (-17.0, -65.0), 591, "AR BR CL PE PY"),
    row("BQ", "Bonaire, Sint Eustatius and Saba", &["5993", "5994", "5997"], &[], (12.2, -68.3), 0, ""),
    row("BR", "Brazil", &["55"], &["724"], (-10.0, -55.0), 1646, "AR BO CO GF GY PE PY SR UY VE"),
    row("BS", "The Bahamas", &["1242"], &["364"], (24.2, -76.0), 67, "US"),
    row("BT", "Bhutan", &["975"], &["402"], (27.5, 90.5), 111, "CN IN MM"),
    row("BW", "Botswana", &["267"], &["652"], (-22.0, 24.0), 430, "NA ZA ZM ZW"),
    row("BY", "Belarus", &["375"], &["257"], (53.0, 28.0), 257, "LT LV PL RU UA"),
    row("BZ", "Belize", &["501"], &["702"], (17.2, -88.8), 86, "GT MX"),
    row("CA", "Canada", &["1204", "1226", "1236", "1249", "1250", "1263", "1289", "1306", "1343", "1354", "1365", "1367", "1368", "1382", "1403", "1416", "1418", "1428", "1431", "1437", "1438", "1450", "1468", "1474", "1506", "1514", "1519", "1548", "1579", "1581", "1584", "1587", "1604", "1613", "1639", "1647", "1672", "1683", "1705", "1709", "1742", "1753", "1778", "1780", "1782", "1807", "1819", "1825", "1867", "1873", "1879", "1902", "1905"], &["302"], (60.0, -95.0), 1783, "US"),
    row("CC", "Cocos (Keeling) Islands", &["6189162"], &[], (-12.5, 96.8), 2, ""),
    row("CD", "Democratic Republic of the Congo", &["243"], &["630"], (0.0, 25.0), 864, "AO BI CF CG RW SS TZ UG ZM"),
    row("CF", "Central African Republic", &["236"], &["623"], (7.0, 21.0), 445, "CD CG CM SD SS TD"),
    row("CG", "Republic of the Congo", &["242"], &["629"], (-1.0, 15.0), 330, "AO CD CF CM GA"),
    row("CH", "Switzerland", &["41"], &["228"], (47.0, 8.0), 115, "AT DE FR IT LI"),
    row("CI", "Ivory Coast", &["225"], &["612"], (8.0, -5.0), 320, "BF GH GN LR ML"),
    row("CK", "Cook Islands", &["682"], &["548"], (-21.2, -159.8), 9, ""),
    row("CL", "Chile", &["56"], &["730"], (-30.0, -71.0), 491, "AR BO PE"),
    row("CM", "Cameroon", &["237"], &["624"], (6.0, 12.0), 389, "CF CG GA GQ NG TD"),
    row("CN", "China", &["86"], &["460", "461"], (35.0, 105.0), 1752, "AF BT HK IN KG KP KZ LA MM MN MO NP PK RU TJ VN"),
    row("CO", "Colombia", &["57"], &["732"], (4.0, -72.0), 603, "BR EC PA PE VE"),
    row("CR", "Costa Rica", &["506"], &["712"], (10.0, -84.0), 128, "NI PA"),
    row("CU", "Cuba", &["53"], &["368"], (21.5, -80.0), 187, "US"),
    row("CV", "Cape Verde", &["238"], &["625"], (16.0, -24.0), 36, ""),
    row("CW", "Curaçao", &["599"], &["362"], (12.2, -69.0), 0, ""),
    row("CX", "Christmas Island", &["6189164"], &[], (-10.5, 105.7), 7, ""),
    row("CY", "Cyprus", &["357"], &["280"], (35.0, 33.0), 54, "GB TR"),
    row("CZ", "Czech Republic", &["420"], &["230"], (49.8, 15.5), 158, "AT DE PL SK"),
    row("DE", "Germany", &["49"], &["262"], (51.0, 9.0), 337, "AT BE CH CZ DK FR LU NL PL SE"),
    row("DJ", "Djibouti", &["253"], &["638"], (11.5, 43.0), 86, "ER ET SO YE"),
    row("DK", "Denmark", &["45"], &["238"], (56.0, 10.0), 117, "DE SE"),
    row("DM", "Dominica", &["1767"], &["366"], (15.4, -61.3), 15, ""),
    row("DO", "Dominican Republic", &["1809", "1829", "1849"], &["370"], (19.0, -70.7), 124, "HT"),
    row("DZ", "Algeria", &["213"], &["603"], (28.0, 3.0), 871, "LY MA ML MR NE TN"),
    row("EC", "Ecuador", &["593"], &["740"], (-2.0, -77.5), 297, "CO PE"),
    row("EE", "Estonia", &["372"], &["248"], (59.0, 26.0), 120, "FI LV RU"),
    row("EG", "Egypt", &["20"], &["602"], (27.0, 30.0), 565, "IL LY PS SD"),
    row("ER", "Eritrea", &["291"], &["657"], (15.0, 39.0), 193, "DJ ET SD"),
    row("ES", "Spain", &["34"], &["214"], (40.0, -4.0), 401, "AD FR GI MA PT"),
    row("ET", "Ethiopia", &["251"], &["636"], (8.0, 38.0), 593, "DJ ER KE SD SO SS"),
    row("FI", "Finland", &["358"], &["244"], (64.0, 26.0), 328, "AX EE NO RU SE"),
    row("FJ", "Fiji", &["679"], &["542"], (-18.0, 175.0), 76, ""),
    row("FK", "Falkland Islands", &["500"], &["750"], (-51.8, -59.0), 62, ""),
    row("FM", "Federated States of Micronesia", &["691"], &["550"], (6.9, 158.2), 15, ""),
    row("FO", "Faroe Islands", &["298"], &["288"], (62.0, -7.0), 21, ""),
    row("FR", "France", &["33"], &["208"], (46.0, 2.0), 452, "AD BE CH DE ES GB GG IT JE LU MC"),
    row("GA", "Gabon", &["241"], &["628"], (-1.0, 11.8), 292, "CG CM GQ"),
    row("GB", "United Kingdom", &["44"], &["234", "235"], (54.0, -2.0), 278, "BE CY FR GG IE IM JE NL"),
    row("GD", "Grenada", &["1473"], &["352"], (12.1, -61.7), 10, ""),
    row("GE", "Georgia", &["995"], &["282", "289"], (42.0, 43.5), 149, "AM AZ RU TR"),
    row("GF", "French Guiana", &["594"], &["340", "742"], (4.0, -53.0), 0, "BR SR"),
    row("GG", "Guernsey", &["447781", "447839", "441481"], &[], (49.5, -2.6), 5, "FR GB"),
    row("GH", "Ghana", &["233"], &["620"], (8.0, -2.0), 276, "BF CI TG"),
    row("GI", "Gibraltar", &["350"], &["266"], (36.1, -5.3), 1, "ES"),
    row("GL", "Greenland", &["299"], &["290"], (72.0, -40.0), 830, ""),
    row("GM", "The Gambia", &["220"], &["607"], (13.5, -16.6), 60, "SN"),
    row("GN", "Guinea", &["224"], &["611"], (11.0, -10.0), 280, "CI GW LR ML SL SN"),
    row("GP", "Guadeloupe", &["590"], &[], (16.2, -61.6), 0, ""),
    row("GQ", "Equatorial Guinea", &["240"], &["627"], (2.0, 10.0), 94, "CM GA"),
    row("GR", "Greece", &["30"], &["202"], (39.0, 22.0), 205, "AL BG MK TR"),
    row("GT", "Guatemala", &["502"], &["704"], (15.5, -90.2), 186, "BZ HN MX SV"),
    row("GU", "Guam", &["1671"], &[], (13.5, 144.8), 13, ""),
    row("GW", "Guinea-Bissau", &["245"], &["632"], (12.0, -15.0), 107, "GN SN"),
    row("GY", "Guyana", &["592"], &["738"], (5.0, -59.0), 262, "BR SR VE"),
    row("HK", "Hong Kong", &["852"], &["454"], (22.2, 114.2), 19, "CN MO"),
    row("HN", "Honduras", &["504"], &["708"], (15.0, -86.5), 189, "GT NI SV"),
    row("HR", "Croatia", &["385"], &["219"], (45.2, 15.5), 134, "BA HU ME RS SI"),
    row("HT", "Haiti", &["509"], &["372"], (19.0, -72.4), 94, "DO"),
    row("HU", "Hungary", &["36"], &["216"], (47.0, 20.0), 172, "AT HR RO RS SI SK UA"),
    row("ID", "Indonesia", &["62"], &["510"], (-5.0, 120.0), 779, "MY PG SG TL"),
    row("IE", "Ireland", &["353"], &["272"], (53.0, -8.0), 150, "GB"),
    row("IL", "Israel", &["972"], &["425"], (31.5, 34.8), 81, "EG JO LB PS SY"),
    row("IM", "Isle of Man", &["447624", "441624"], &[], (54.2, -4.5), 13, "GB"),
    row("IN", "India", &["91"], &["404", "405", "406"], (20.0, 77.0), 1023, "BD BT CN LK MM NP PK"),
    row("IO", "British Indian Ocean Territory", &["246"], &[], (-6.0, 71.5), 4, ""),
    row("IQ", "Iraq", &["964"], &["418"], (33.0, 44.0), 374, "IR JO KW SA SY TR"),
    row("IR", "Iran", &["98"], &["432"], (32.0, 53.0), 724, "AE AF AM AZ IQ KW PK TM TR"),
    row("IS", "Iceland", &["354"], &["274"], (65.0, -18.0), 181, ""),
    row("IT", "Italy", &["39"], &["222"], (42.8, 12.8), 310, "AT CH FR MT SI SM TN VA"),
    row("JE", "Jersey", &["447797", "447700", "447937", "441534"], &[], (49.2, -2.2), 6, "FR GB"),
    row("JM", "Jamaica", &["1876", "1658"], &["338"], (18.0, -76.8), 59, ""),
    row("JO", "Jordan", &["962"], &["416"], (31.0, 36.0), 169, "IL IQ PS SA SY"),
    row("JP", "Japan", &["81"], &["440", "441"], (36.0, 138.0), 347, "KR RU"),
    row("KE", "Kenya", &["254"], &["639"], (1.0, 38.0), 430, "ET SO SS TZ UG"),
    row("KG", "Kyrgyzstan", &["996"], &["437"], (41.0, 75.0), 252, "CN KZ TJ UZ"),
    row("KH", "Cambodia", &["855"], &["456"], (13.0, 105.0), 240, "LA TH VN"),
    row("KI", "Kiribati", &["686"], &["545"], (1.4, 173.0), 16, ""),
    row("KM", "Comoros", &["269"], &["654"], (-12.2, 44.2), 24, ""),
    row("KN", "Saint Kitts and Nevis", &["1869"], &["356"], (17.3, -62.8), 9, ""),
    row("KP", "North Korea", &["850"], &["467"], (40.0, 127.0), 196, "CN KR RU"),
    row("KR", "South Korea", &["82"], &["450"], (37.0, 127.5), 179, "JP KP"),
    row("KW", "Kuwait", &["965"], &["419"], (29.5, 45.8), 75, "IQ IR SA"),
    row("KY", "Cayman Islands", &["1345"], &["346"], (19.5, -80.5), 9, ""),
    row("KZ", "Kazakhstan", &["76", "77"], &["401"], (48.0, 68.0), 931, "CN KG RU TM UZ"),
    row("LA", "Laos", &["856"], &["457"], (18.0, 105.0), 275, "CN KH MM TH VN"),
    row("LB", "Lebanon", &["961"], &["415"], (33.8, 35.8), 58, "IL SY"),
    row("LC", "Saint Lucia", &["1758"], &["358"], (13.9, -61.0), 14, ""),
    row("LI", "Liechtenstein", &["423"], &["295"], (47.3, 9.5), 7, "AT CH"),
    row("LK", "Sri Lanka", &["94"], &["413"], (7.0, 81.0), 145, "IN"),
    row("LR", "Liberia", &["231"], &["618"], (6.5, -9.5), 188, "CI GN SL"),
    row("LS", "Lesotho", &["266"], &["651"], (-29.5, 28.5), 98, "ZA"),
    row("LT", "Lithuania", &["370"], &["246"], (56.0, 24.0), 144, "BY LV PL RU"),
    row("LU", "Luxembourg", &["352"], &["270"], (49.8, 6.2), 29, "BE DE FR"),
    row("LV", "Latvia", &["371"], &["247"], (57.0, 25.0), 143, "BY EE LT RU"),
    row("LY", "Libya", &["218"], &["606"], (25.0, 17.0), 748, "DZ EG NE SD TD TN"),
    row("MA", "Morocco", &["212"], &["604"], (32.0, -5.0), 377, "DZ ES"),
    row("MC", "Monaco", &["377"], &["212"], (43.7, 7.4), 1, "FR"),
    row("MD", "Moldova", &["373"], &["259"], (47.0, 29.0), 104, "RO UA"),
    row("ME", "Montenegro", &["382"], &["297"], (42.7, 19.4), 66, "AL BA HR RS XK"),
    row("MG", "Madagascar", &["261"], &["646"], (-20.0, 47.0), 432, ""),
    row("MH", "Marshall Islands", &["692"], &["551"], (9.0, 168.0), 8, ""),
    row("MK", "Republic of Macedonia", &["389"], &["294"], (41.8, 22.0), 90, "AL BG GR RS XK"),
    row("ML", "Mali", &["223"], &["610"], (17.0, -4.0), 628, "BF CI DZ GN MR NE SN"),
    row("MM", "Myanmar", &["95"], &["414"], (19.8, 96.1), 464, "BD BT CN IN LA TH"),
    row("MN", "Mongolia", &["976"], &["428"], (46.0, 105.0), 706, "CN RU"),
    row("MO", "Macau", &["853"], &["455"], (22.2, 113.5), 3, "CN HK"),
    row("MP", "Northern Mariana Islands", &["1670"], &[], (15.2, 145.8), 12, ""),
    row("MQ", "Martinique", &["596"], &[], (14.7, -61.0), 0, ""),
    row("MR", "Mauritania", &["222"], &["609"], (20.0, -12.0), 573, "DZ ML SN"),
    row("MS", "Montserrat", &["1664"], &["354"], (16.8, -62.2), 6, ""),
    row("MT", "Malta", &["356"], &["278"], (35.8, 14.6), 10, "IT"),
    row("MU", "Mauritius", &["230"], &["617"], (-20.3, 57.5), 25, ""),
    row("MV", "Maldives", &["960"], &["472"], (3.2, 73.0), 10, ""),
    row("MW", "Malawi", &["265"], &["650"], (-13.5, 34.0), 194, "MZ TZ ZM"),
    row("MX", "Mexico", &["52"], &["334"], (23.0, -102.0), 791, "BZ GT US"),
    row("MY", "Malaysia", &["60"], &["502"], (2.5, 112.5), 324, "BN ID SG TH"),
    row("MZ", "Mozambique", &["258"], &["643"], (-18.2, 35.0), 505, "MW SZ TZ ZA ZM ZW"),
    row("NA", "Namibia", &["264"], &["649"], (-22.0, 17.0), 513, "AO BW ZA ZM"),
    row("NC", "New Caledonia", &["687"], &["546"], (-21.5, 165.5), 77, ""),
    row("NE", "Niger", &["227"], &["614"], (16.0, 8.0), 635, "BF BJ DZ LY ML NG TD"),
    row("NF", "Norfolk Island", &["672"], &[], (-29.0, 167.9), 3, ""),
    row("NG", "Nigeria", &["234"], &["621"], (10.0, 8.0), 542, "BJ CM NE TD"),
    row("NI", "Nicaragua", &["505"], &["710"], (13.0, -85.0), 204, "CR HN"),
    row("NL", "Netherlands", &["31"], &["204"], (52.5, 5.8), 115, "BE DE GB"),
    row("NO", "Norway", &["47"], &["242"], (62.0, 10.0), 321, "FI RU SE"),
    row("NP", "Nepal", &["977"], &["429"], (28.0, 84.0), 216, "CN IN"),
    row("NR", "Nauru", &["674"], &["536"], (-0.5, 166.9), 3, ""),
    row("NU", "Niue", &["683"], &["555"], (-19.0, -169.9), 9, ""),
    row("NZ", "New Zealand", &["64"], &["530"], (-41.0, 174.0), 293, ""),
    row("OM", "Oman", &["968"], &["422"], (21.0, 57.0), 314, "AE SA YE"),
    row("PA", "Panama", &["507"], &["714"], (9.0, -80.0), 155, "CO CR"),
    row("PE", "Peru", &["51"], &["716"], (-10.0, -76.0), 640, "BO BR CL CO EC"),
    row("PF", "French Polynesia", &["689"], &["547"], (-15.0, -140.0), 36, ""),
    row("PG", "Papua New Guinea", &["675"], &["537"], (-6.0, 147.0), 384, "ID"),
    row("PH", "Philippines", &["63"], &["515"], (13.0, 122.0), 330, ""),
    row("PK", "Pakistan", &["92"], &["410"], (30.0, 70.0), 530, "AF CN IN IR"),
    row("PL", "Poland", &["48"], &["260"], (52.0, 20.0), 315, "BY CZ DE LT RU SK UA"),
    row("PM", "Saint Pierre and Miquelon", &["508"], &["308"], (46.8, -56.3), 9, ""),
    row("PR", "Puerto Rico", &["1787", "1939"], &["330"], (18.2, -66.5), 53, "VI"),
    row("PS", "Palestine", &["970"], &[], (31.9, 35.2), 0, "EG IL JO"),
    row("PT", "Portugal", &["351"], &["268"], (39.5, -8.0), 171, "ES"),
    row("PW", "Palau", &["680"], &["552"], (7.5, 134.5), 12, ""),
    row("PY", "Paraguay", &["595"], &["744"], (-23.0, -58.0), 360, "AR BO BR"),
    row("QA", "Qatar", &["974"], &["427"], (25.5, 51.2), 61, "AE BH SA"),
    row("RE", "Réunion", &["262"], &["647"], (-21.1, 55.5), 0, ""),
    row("RO", "Romania", &["40"], &["226"], (46.0, 25.0), 275, "BG HU MD RS UA"),
    row("RS", "Serbia", &["381"], &["220"], (44.0, 21.0), 125, "AL BA BG HR HU ME MK RO XK"),
    row("RU", "Russia", &["7"], &["250"], (60.0, 100.0), 2335, "AZ BY CN EE FI GE JP KP KZ LT LV MN NO PL UA"),
    row("RW", "Rwanda", &["250"], &["635"], (-2.0, 30.0), 92, "BI CD TZ UG"),
    row("SA", "Saudi Arabia", &["966"], &["420"], (25.0, 45.0), 827, "AE BH IQ JO KW OM QA YE"),
    row("SB", "Solomon Islands", &["677"], &["540"], (-8.0, 159.0), 96, ""),
    row("SC", "Seychelles", &["248"], &["633"], (-4.6, 55.7), 12, ""),
    row("SD", "Sudan", &["249"], &["634"], (15.0, 30.0), 775, "CF EG ER ET LY SS TD"),
    row("SE", "Sweden", &["46"], &["240"], (62.0, 15.0), 379, "DE DK FI NO"),
    row("SG", "Singapore", &["65"], &["525"], (1.4, 103.8), 15, "ID MY"),
    row("SH", "Saint Helena", &["290"], &["658"], (-15.9, -5.7), 0, ""),
    row("SI", "Slovenia", &["386"], &["293"], (46.1, 14.8), 80, "AT HR HU IT"),
    row("SJ", "Svalbard and Jan Mayen", &["4779"], &[], (78.0, 20.0), 0, ""),
    row("SK", "Slovakia", &["421"], &["231"], (48.7, 19.5), 125, "AT CZ HU PL UA"),
    row("SL", "Sierra Leone", &["232"], &["619"], (8.5, -11.5), 151, "GN LR"),
    row("SM", "San Marino", &["378"], &["292"], (43.8, 12.4), 4, "IT"),
    row("SN", "Senegal", &["221"], &["608"], (14.0, -14.0), 250, "GM GN GW ML MR"),
    row("SO", "Somalia", &["252"], &["637"], (10.0, 49.0), 451, "DJ ET KE"),
    row("SR", "Suriname", &["597"], &["746"], (4.0, -56.0), 228, "BR GF GY"),
    row("SS", "South Sudan", &["211"], &["659"], (7.0, 30.0), 444, "CD CF ET KE SD TD UG"),
    row("ST", "São Tomé and Príncipe", &["239"], &["626"], (1.0, 7.0), 18, ""),
    row("SV", "El Salvador", &["503"], &["706"], (13.8, -88.9), 82, "GT HN"),
    row("SX", "Sint Maarten", &["1721"], &[], (18.0, -63.1), 0, ""),
    row("SY", "Syria", &["963"], &["417"], (35.0, 38.0), 243, "IL IQ JO LB TR"),
    row("SZ", "Swaziland", &["268"], &["653"], (-26.5, 31.5), 74, "MZ ZA"),
    row("TA", "Tristan da Cunha", &["2908"], &[], (-37.1, -12.3), 0, ""),
    row("TC", "Turks and Caicos Islands", &["1649"], &["376"], (21.7, -71.8), 0, ""),
    row("TD", "Chad", &["235"], &["622"], (15.0, 19.0), 639, "CF CM LY NE NG SD SS"),
    row("TG", "Togo", &["228"], &["615"], (8.0, 1.2), 134, "BF BJ GH"),
    row("TH", "Thailand", &["66"], &["520"], (15.0, 100.0), 404, "KH LA MM MY"),
    row("TJ", "Tajikistan", &["992"], &["436"], (39.0, 71.0), 213, "AF CN KG UZ"),
    row("TK", "Tokelau", &["690"], &["554"], (-9.0, -172.0), 2, ""),
    row("TL", "East Timor", &["670"], &["514"], (-8.8, 125.9), 69, "ID"),
    row("TM", "Turkmenistan", &["993"], &["438"], (40.0, 60.0), 394, "AF IR KZ UZ"),
    row("TN", "Tunisia", &["216"], &["605"], (34.0, 9.0), 228, "DZ IT LY"),
    row("TO", "Tonga", &["676"], &["539"], (-20.0, -175.0), 15, ""),
    row("TR", "Turkey", &["90"], &["286"], (39.0, 35.0), 499, "AM AZ BG CY GE GR IQ IR SY"),
    row("TT", "Trinidad and Tobago", &["1868"], &["374"], (11.0, -61.0), 40, "VE"),
    row("TV", "Tuvalu", &["688"], &["553"], (-8.0, 178.0), 3, ""),
    row("TW", "Taiwan", &["886"], &["466"], (23.5, 121.0), 107, ""),
    row("TZ", "Tanzania", &["255"], &["640"], (-6.0, 35.0), 548, "BI CD KE MW MZ RW UG ZM"),
    row("UA", "Ukraine", &["380"], &["255"], (49.0, 32.0), 438, "BY HU MD PL RO RU SK"),
    row("UG", "Uganda", &["256"], &["641"], (1.0, 32.0), 277, "CD KE RW SS TZ"),
    row("US", "United States", &["1"], &["310", "311", "312", "313", "314", "315", "316"], (38.0, -97.0), 1751, "BS CA CU MX"),
    row("UY", "Uruguay", &["598"], &["748"], (-33.0, -56.0), 240, "AR BR"),
    row("UZ", "Uzbekistan", &["998"], &["434"], (41.0, 64.0), 377, "AF KG KZ TJ TM"),
    row("VA", "Vatican City", &["3906698"], &["225"], (41.9, 12.5), 0, "IT"),
    row("VC", "Saint Vincent and the Grenadines", &["1784"], &["360"], (13.2, -61.2), 11, ""),
    row("VE", "Venezuela", &["58"], &["734"], (8.0, -66.0), 540, "BR CO GY TT"),
    row("VG", "British Virgin Islands", &["1284"], &["348"], (18.4, -64.6), 0, "VI"),
    row("VI", "United States Virgin Islands", &["1340"], &["332"], (18.3, -64.8), 0, "PR VG"),
    row("VN", "Vietnam", &["84"], &["452"], (16.2, 107.8), 325, "CN KH LA"),
    row("VU", "Vanuatu", &["678"], &["541"], (-16.0, 167.0), 62, ""),
    row("WF", "Wallis and Futuna", &["681"], &["543"], (-13.3, -176.2), 7, ""),
    row("WS", "Samoa", &["685"], &["549"], (-13.6, -172.3), 30, ""),
    row("XK", "Kosovo", &["383"], &["221"], (42.6, 20.9), 59, "AL ME MK RS"),
    row("YE", "Yemen", &["967"], &["421"], (15.0, 48.0), 410, "DJ OM SA"),
    row("YT", "Mayotte", &["262639", "262269"], &[], (-12.8, 45.2), 0, ""),
    row("ZA", "South Africa", &["27"], &["655"], (-29.0, 24.0), 623, "BW LS MZ NA SZ ZW"),
    row("ZM", "Zambia", &["260"], &["645"], (-15.0, 30.0), 489, "AO BW CD MW MZ NA TZ ZW"),
    row("ZW", "Zimbabwe", &["263"], &["648"], (-20.0, 30.0), 353, "BW MZ ZA ZM"),
    // Networks of no country: satellites, ships, aircraft, machines (E.164 §6.2.3; E.212 annex A).
    row("ZZ", "international networks", &["870", "878", "881", "882", "883", "888"], &["901"], (0.0, 0.0), 20_000, ""),
];

const fn row(
    iso: &'static str,
    name: &'static str,
    calling: &'static [&'static str],
    mcc: &'static [&'static str],
    at: (f64, f64),
    radius_km: u32,
    borders: &'static str,
) -> Country {
    Country { iso, name, calling, mcc, at, radius_km, borders }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_assigned_once_and_borders_go_both_ways() {
        let mut calling = BTreeSet::new();
        let mut mcc = BTreeSet::new();
        for country in COUNTRIES {
            assert!(country.calling.iter().all(|code| calling.insert(*code)), "{}", country.iso);
            assert!(country.mcc.iter().all(|code| mcc.insert(*code)), "{}", country.iso);
            for other in country.borders.split(' ').filter(|iso| !iso.is_empty()) {
                let other = COUNTRIES.iter().find(|one| one.iso == other).unwrap();
                assert!(other.is_next_to(country), "{} {}", country.iso, other.iso);
            }
        }
    }

    #[test]
    fn distances() {
        let of = |iso| COUNTRIES.iter().find(|one| one.iso == iso).unwrap();
        let (france, germany, australia) = (of("FR"), of("DE"), of("AU"));
        assert!(france.is_next_to(germany) && !france.is_next_to(australia));
        assert!(france.least_km_to(germany) < 200.0);
        assert!(france.least_km_to(australia) > 10_000.0);
        let paris_london = great_circle_km((48.857, 2.352), (51.507, -0.128));
        assert!((340.0..348.0).contains(&paris_london), "{paris_london}");
    }
}
