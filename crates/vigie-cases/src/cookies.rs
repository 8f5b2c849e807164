//! Files of cookies, made from readable text.

use serde_json::Value as Json;

/// The bytes of a `binarycookies` file whose pages are lists of cookies: objects with `domain`,
/// `name`, `path`, `value`, `comment`, `comment_url`, `flags`, `port`, `expires` and `created`.
pub(crate) fn jar(pages: &Json) -> Vec<u8> {
    let pages: Vec<Vec<u8>> = pages.as_array().unwrap().iter().map(page).collect();
    let mut bytes = b"cook".to_vec();
    bytes.extend(u32::try_from(pages.len()).unwrap().to_be_bytes());
    for page in &pages {
        bytes.extend(u32::try_from(page.len()).unwrap().to_be_bytes());
    }
    let sum: u32 =
        pages.iter().flat_map(|page| page.iter().step_by(4)).map(|one| u32::from(*one)).sum();
    bytes.extend(pages.concat());
    bytes.extend(sum.to_be_bytes());
    let list = crate::blobs::plist(r#"{"NSHTTPCookieAcceptPolicy": 2}"#);
    bytes.extend([7, 0x17, 0x20, 5]);
    bytes.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
    bytes.extend(list);
    bytes
}

fn page(cookies: &Json) -> Vec<u8> {
    let cookies: Vec<Vec<u8>> = cookies.as_array().unwrap().iter().map(cookie).collect();
    let mut page = vec![0, 0, 1, 0];
    page.extend(u32::try_from(cookies.len()).unwrap().to_le_bytes());
    let mut offset = 12 + 4 * cookies.len();
    for cookie in &cookies {
        page.extend(u32::try_from(offset).unwrap().to_le_bytes());
        offset += cookie.len();
    }
    page.extend([0; 4]);
    page.extend(cookies.concat());
    page
}

fn cookie(json: &Json) -> Vec<u8> {
    let port = json["port"].as_u64();
    let start = if port.is_some() { 58 } else { 56 };
    let mut texts = Vec::new();
    let mut put = |key: &str| {
        let Some(text) = json[key].as_str() else { return 0 };
        let at = start + texts.len();
        texts.extend(text.bytes().chain([0]));
        u32::try_from(at).unwrap()
    };
    let [comment, comment_url, domain, name, path, value] =
        ["comment", "comment_url", "domain", "name", "path", "value"].map(&mut put);
    let size = u32::try_from(start + texts.len()).unwrap();
    let flags = u32::try_from(json["flags"].as_u64().unwrap_or(0)).unwrap();
    let has_port = u32::from(port.is_some());
    let head = [size, 0, flags, has_port, domain, name, path, value, comment, comment_url];
    let mut bytes: Vec<u8> = head.iter().flat_map(|one| one.to_le_bytes()).collect();
    for key in ["expires", "created"] {
        bytes.extend(json[key].as_f64().unwrap_or(0.0).to_le_bytes());
    }
    bytes.extend(port.into_iter().flat_map(|port| u16::try_from(port).unwrap().to_le_bytes()));
    bytes.extend(texts);
    bytes
}
