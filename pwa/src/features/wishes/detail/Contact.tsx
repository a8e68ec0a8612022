import { useState } from 'preact/hooks'
import { act } from '../../../api/request'
import { Button } from '../../../ui/Button'
import { Icon } from '../../../ui/Icon'
import { useTask } from '../../../ui/useTask'
import { t } from '../../../words'
import { RevealWishContactDocument } from '../gql/graphql'
import type { WishFull } from '../steps'

interface Known {
  name: string
  phone: string
  address: string
}

/** Name, number and door for whoever goes, while the claim stands. They are asked for on purpose, and every look is told to the wisher. */
export function Contact({ wish }: { wish: WishFull }) {
  const [contact, setContact] = useState<Known | null>(null)
  const task = useTask()
  if (!wish.contactVisible) return null
  const look = () => task.run(async () => setContact(await act(RevealWishContactDocument, { wishId: wish.id })))
  return (
    <section class="wish-contact">
      {contact ? <Shown contact={contact} onHide={() => setContact(null)} /> : (
        <>
          <div class="row"><Icon name="phone" /><span class="grow"><span class="t">{t('contact.title')}</span><span class="m">{t('contact.hint')}</span></span></div>
          <Button busy={task.busy} onClick={look}>{t('contact.show')}</Button>
        </>
      )}
      {task.error && <p class="small danger" role="alert">{task.error}</p>}
    </section>
  )
}

const Shown = ({ contact, onHide }: { contact: Known; onHide: () => void }) => (
  <div role="status">
    <dl class="facts">
      <dt>{t('contact.name')}</dt><dd>{contact.name}</dd>
      <dt>{t('contact.address')}</dt><dd>{contact.address}</dd>
      <dt>{t('contact.phone')}</dt><dd class="code wish-phone">{contact.phone}</dd>
    </dl>
    <p class="cap dim">{t('contact.logged')}</p>
    <div class="wrap top">
      <Button icon="phone" href={`tel:${contact.phone}`}>{t('contact.call')}</Button>
      <Button kind="quiet" onClick={onHide}>{t('contact.hide')}</Button>
    </div>
  </div>
)
