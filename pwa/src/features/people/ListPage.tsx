import type { ComponentChildren } from 'preact'
import { Page } from '../../shell/Page'
import { wide } from '../../shell/wide'
import { Bar } from '../../ui/Bar'
import { Button } from '../../ui/Button'
import { t } from '../../words'

interface Props {
  title: 'manage.people' | 'manage.posts' | 'manage.units' | 'manage.staffing' | 'manage.list' | 'manage.reveals'
  /** what one adds here, where one may */
  add?: { label: string; href: string } | null
  children: ComponentChildren
}

/** A list of the administration: a screen with a way back on phones, the left pane on desks. */
export function ListPage({ title, add, children }: Props) {
  if (wide.value)
    return (
      <div class="manage-list">
        <div class="line"><h1 class="grow">{t(title)}</h1>{add && <Button compact kind="primary" icon="plus" href={add.href}>{add.label}</Button>}</div>
        {children}
      </div>
    )
  return (
    <Page title={t(title)} bar={<Bar title={t(title)} up="/manage">{add && <Button compact kind="primary" icon="plus" href={add.href}>{add.label}</Button>}</Bar>}>
      {children}
    </Page>
  )
}
