import { WishPane, WishSide } from './detail/WishPane'
import { InWishes } from './InWishes'

/** /wishes/:id */
export default function Wish({ id }: { id: string }) {
  return (
    <InWishes id={id} side={() => <WishSide key={id} id={id} />}>
      <WishPane key={id} id={id} />
    </InWishes>
  )
}
