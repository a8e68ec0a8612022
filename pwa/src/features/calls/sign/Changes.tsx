import { t } from '../../../words'
import type { Change } from './form'

/** What has changed since the last signature: taken out struck through, put in underlined, and both said. */
export const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <section class="changes">
    <h2>{t('sign.changed', { n: changes.length })}</h2>
    <dl class="facts">
      {changes.map(({ name, head, gone, come, tail }) => (
        <>
          <dt>{t(`form.${name}`)}</dt>
          <dd>
            {head}
            {gone && <del><span class="vh">{t('sign.gone')}</span>{gone}</del>}
            {come && <ins><span class="vh">{t('sign.come')}</span>{come}</ins>}
            {tail}
          </dd>
        </>
      ))}
    </dl>
  </section>
)
