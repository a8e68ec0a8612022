import { Button } from '../ui/Button'
import { Bar } from '../ui/Bar'
import { Empty } from '../ui/Empty'
import { t } from '../words'
import { Page } from './Page'

/** A screen failed to load or to draw: said plainly, with a way on. */
export const Broken = ({ retry }: { retry: () => void }) => (
  <Page title={t('shell.broken')} bar={<Bar title={t('shell.broken')} />}>
    <Empty title={t('shell.broken')}>
      <p>{t('shell.brokenHint')}</p>
      <div class="wrap top">
        <Button kind="primary" onClick={retry}>{t('ui.retry')}</Button>
        <Button href="/">{t('shell.home')}</Button>
      </div>
    </Empty>
  </Page>
)

export const Missing = () => (
  <Page title={t('shell.missing')} bar={<Bar title={t('shell.missing')} />}>
    <Empty title={t('shell.missing')} action={{ label: t('shell.home'), href: '/' }}>{t('shell.missingHint')}</Empty>
  </Page>
)
