import { signal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import { settings, setMe, type Me } from '../../api/session'
import { unsent } from '../../offline/outbox'
import { Page } from '../../shell/Page'
import { Mark } from '../../ui/Mark'
import { bring, t } from '../../words'
import { roles as enRoles } from '../../words/en/roles'
import { signin as en } from '../../words/en/signin'
import { roles as zhRoles } from '../../words/zh/roles'
import { signin as zh } from '../../words/zh/signin'
import { Cast } from './Cast'
import { CodeForm } from './CodeForm'
import { PasswordForm } from './PasswordForm'

bring({ zh: { ...zh, ...zhRoles }, en: { ...en, ...enRoles } })

const way = signal<'code' | 'password'>('code')

/** Only a path of our own is a way back: nothing in the address may lead elsewhere. */
export const safePath = (path: string | undefined): string => (path && /^\/(?![/\\])/.test(path) ? path : '/')

/** Phone and code, staff by password, the demo's cast by one tap; or look first. */
export default function SignIn() {
  const { route, query } = useLocation()
  const enter = (who: Me) => {
    setMe(who)
    route(safePath(query.next), true)
  }
  const byCode = way.value === 'code'
  return (
    <Page title={t('signin.title')}>
      <div class="entry split">
        <div>
          <Mark />
          <h1>{t('app.name')}</h1>
          <p class="dim">{t('signin.promise')}</p>
          {unsent.value > 0 && <p class="small dim top">{t('signin.keeps', { n: unsent.value })}</p>}
          {byCode ? <CodeForm onEnter={enter} /> : <PasswordForm onEnter={enter} />}
          <button class="btn q c flush" type="button" onClick={() => (way.value = byCode ? 'password' : 'code')}>
            {t(byCode ? 'signin.usePassword' : 'signin.useCode')}
          </button>
        </div>
        {settings.value?.demo && <Cast onEnter={enter} />}
      </div>
    </Page>
  )
}
