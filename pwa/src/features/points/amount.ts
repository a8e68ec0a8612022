import { t } from '../../words'
import { language } from '../../words/language'

/** "＋4", "－15": with signs as wide as the digits of the language. */
export function signed(points: number): string {
  const sign = points < 0 ? (language.value === 'zh' ? '－' : '−') : language.value === 'zh' ? '＋' : '+'
  return sign + Math.abs(points)
}

/** "20 分" */
export const pointsWord = (points: number): string => t('bank.n', { n: points })

/** Facts in one line; empty ones are left out. */
export const facts = (...given: readonly (string | false | null | undefined)[]): string => given.filter(Boolean).join(' · ')
