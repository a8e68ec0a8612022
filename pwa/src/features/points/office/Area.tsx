import type { ComponentChildren } from 'preact'
import { Page } from '../../../shell/Page'
import { wide } from '../../../shell/wide'
import { Bar } from '../../../ui/Bar'
import { Button } from '../../../ui/Button'
import { t } from '../../../words'
import type { Area as Found } from '../rights'

interface Props {
  area: Found['path']
  /** what one adds here, where one may */
  add?: { label: string; href: string } | false
  children: ComponentChildren
}

/** One part of the office: a screen with a way back on phones, a pane on desks. */
export function Area({ area, add, children }: Props) {
  const title = t(`office.${area}`)
  const button = add && <Button compact kind="primary" icon="plus" href={add.href}>{add.label}</Button>
  if (wide.value)
    return (
      <div class="manage-list">
        <div class="line"><h1 class="grow">{title}</h1>{button}</div>
        {children}
      </div>
    )
  return <Page title={title} bar={<Bar title={title} up="/bank/street">{button}</Bar>}>{children}</Page>
}
