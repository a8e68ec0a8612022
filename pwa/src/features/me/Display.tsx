import type { ComponentChildren } from 'preact'
import { ChooseLanguageDocument } from './gql/graphql'
import { act } from '../../api/request'
import { setMe, signedIn } from '../../api/session'
import { shortcuts, textSize, theme, type TextSize, type Theme } from '../../shell/look'
import { wide } from '../../shell/wide'
import { Section } from '../../ui/Section'
import { Switch } from '../../ui/Switch'
import { Tiles } from '../../ui/Tiles'
import { t } from '../../words'
import { language, setLanguage, type Lang } from '../../words/language'

const LANGUAGES: { value: Lang; label: string }[] = [
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
]

/** Changes here at once, also offline; the account hears of it so that messages come in that language. */
async function choose(next: Lang): Promise<void> {
  setLanguage(next)
  if (!signedIn.peek()) return
  const mine = await act(ChooseLanguageDocument, { language: next === 'en' ? 'EN' : 'ZH' }).catch(() => null)
  if (mine) setMe(mine)
}

export function Display() {
  const themes: { value: Theme; label: string }[] = [
    { value: 'auto', label: t('me.theme.auto') },
    { value: 'light', label: t('me.theme.light') },
    { value: 'dark', label: t('me.theme.dark') },
  ]
  const sizes: { value: TextSize; label: string }[] = [
    { value: 'normal', label: t('me.size.normal') },
    { value: 'large', label: t('me.size.large') },
    { value: 'max', label: t('me.size.max') },
  ]
  return (
    <Section title={t('me.display')}>
      <div class="stack">
        <Setting label={t('me.size')}><Tiles segments label={t('me.size')} value={textSize.value} options={sizes} onChoose={(next) => (textSize.value = next)} /></Setting>
        <Setting label={t('me.theme')}><Tiles segments label={t('me.theme')} value={theme.value} options={themes} onChoose={(next) => (theme.value = next)} /></Setting>
        <Setting label={t('me.language')}><Tiles segments label={t('me.language')} value={language.value} options={LANGUAGES} onChoose={(next) => void choose(next)} /></Setting>
        {wide.value && <Shortcuts />}
      </div>
    </Section>
  )
}

/** Only a desk has them. */
const Shortcuts = () => (
  <div class="line">
    <div class="grow"><p>{t('me.keys')}</p><p class="small dim">{t('me.keysHint')}</p></div>
    <Switch label={t('me.keys')} on={shortcuts.value === 'on'} onChange={(on) => (shortcuts.value = on ? 'on' : 'off')} />
  </div>
)

const Setting = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div><p class="small dim setting" aria-hidden="true">{label}</p>{children}</div>
)
