/** How one's own wishes and claims stand, on the first screen of whoever has some. */
export const onTheWay = {
  'today.mine.TO_REVIEW': '我提的心愿 · 等社区审核',
  'today.mine.PUBLISHED': '我提的心愿 · 等人认领',
  'today.mine.CLAIMED': '我提的心愿 · 有人正在办',
  'today.claimReported': '等许愿的人确认',
} as const
