interface Inner {
  name: string
  phone: string
  address: string
}

const DOOR = /[\d一二三四五六七八九十]+\s*(?:号楼|栋|单元|室|号)/
const NUMBER = /\d{7,}/

/** What of the private part, or what looks like it, still stands in the words that are to be published. */
export function leaks(words: string, { name, phone, address }: Inner): string[] {
  const found = [
    name.length > 1 && words.includes(name) ? name : undefined,
    NUMBER.exec(words.replaceAll(/[ -]/g, ''))?.[0],
    phone && words.includes(phone) ? phone : undefined,
    address.length > 3 && words.includes(address) ? address : DOOR.exec(words)?.[0],
  ]
  return [...new Set(found.filter((one) => one !== undefined))]
}
