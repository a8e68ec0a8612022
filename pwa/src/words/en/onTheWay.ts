export const onTheWay = {
  'today.mine.TO_REVIEW': 'My wish · waits for the community',
  'today.mine.PUBLISHED': 'My wish · waits for somebody',
  'today.mine.CLAIMED': 'My wish · somebody is on it',
  'today.claimReported': 'to be confirmed',
}
