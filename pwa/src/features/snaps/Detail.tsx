import { Missing } from '../../shell/Broken'

export default function Detail(_: { id: string; embedded?: boolean }) {
  return <Missing />
}
