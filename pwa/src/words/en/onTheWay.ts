export const onTheWay = {
  'today.mine.TO_REVIEW': 'Wish I posted · waits for the community',
  'today.mine.PUBLISHED': 'Wish I posted · waits for somebody',
  'today.mine.CLAIMED': 'Wish I posted · somebody is on it',
  'today.claimReported': 'to be confirmed',
}
