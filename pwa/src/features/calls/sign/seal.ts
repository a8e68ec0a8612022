/** The content seal (验印), as the server makes it: see backend/gridcall/calls/seal.py. A change of either is a new version. */
export const VERSION = 1

/** 128 everyday characters for seven bits each; no two share a syllable, so that they can be read out. */
export const CHARACTERS =
  '天地日月星云风雨雪霜露虹山川江河湖海泉溪石沙园林木松柏竹梅兰菊柳桃李枣桂杨槐花草叶根麦豆瓜谷春夏秋冬南北中左右橙黄绿青紫金丝布纸' +
  '墨笔书琴棋歌灯伞车桥门窗亭台楼塔井村街巷鸟马牛龙燕蝶一二五八九米茶糖碗盘弓帽桌瓶盆锅箫筝鹅岸岛熊猴鸡蟹豹苗藤萝蒜椒饼面糕潮洲针线'

const COUNT = 9
const BITS = 7n

/** The first 63 bits of a hash in hexadecimal, as nine characters. */
export function characters(hash: string): string {
  const bits = BigInt(`0x${hash.slice(0, 16)}`) >> 1n
  return Array.from({ length: COUNT }, (_, n) => CHARACTERS[Number((bits >> (BITS * BigInt(COUNT - 1 - n))) & 127n)]).join('')
}

/**
 * SHA-256 of the text's UTF-8 bytes, in hexadecimal. The browser offers it to secure pages alone; nobody is signed in on
 * any other, for the session's cookie asks for the same.
 */
export async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** "47b8 de24 4b2b 4d34 …": sixteen groups of four. */
export const inFours = (hash: string): string => hash.replace(/(.{4})(?=.)/g, '$1 ')
