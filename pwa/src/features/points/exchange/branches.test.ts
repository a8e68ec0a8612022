import { expect, test } from 'vitest'
import { nearestFirst } from './Branches'

const branch = (name: string, code: string, open = true) => ({ name, code, open })

test('the branch of my own community comes first, one that is closed last', () => {
  const sorted = nearestFirst([branch('甸柳', '370102009003'), branch('智远', '370102013001'), branch('本社区', '370102013006'), branch('休息的', '370102013006', false)], '370102013006')
  expect(sorted.map((one) => one.name)).toEqual(['本社区', '智远', '甸柳', '休息的'])
})
