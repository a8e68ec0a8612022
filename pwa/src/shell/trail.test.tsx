import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider, useLocation } from 'preact-iso'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stepsBack, useReturn, useTrail } from './trail'

function Shell() {
  useTrail()
  const { url } = useLocation()
  const goBackTo = useReturn()
  return (
    <>
      <output>{url}</output>
      {['/calls', '/calls/a', '/calls/a/respond', '/calls/a/return?part=p'].map((href) => <a key={href} href={href}>{href}</a>)}
      <button type="button" onClick={() => goBackTo('/calls/a')}>send</button>
    </>
  )
}

const shell = () => render(<LocationProvider><Shell /></LocationProvider>)
const here = () => screen.getByRole('status').textContent
const go = async (href: string) => {
  fireEvent.click(screen.getByText(href))
  await waitFor(() => expect(here()).toBe(href))
}

const went = vi.spyOn(history, 'go').mockImplementation(() => undefined)

beforeEach(() => {
  went.mockClear()
  history.replaceState(null, '', '/calls')
})
afterEach(cleanup)

test('a step goes back to the page it was begun on, over the pages of the step', async () => {
  shell()
  await go('/calls/a')
  await go('/calls/a/respond')
  await go('/calls/a/return?part=p')
  fireEvent.click(screen.getByText('send'))
  expect(went).toHaveBeenCalledWith(-2)
})

test('so it does when the page was loaded anew', async () => {
  shell()
  await go('/calls/a')
  await go('/calls/a/respond')
  cleanup()
  shell()
  fireEvent.click(screen.getByText('send'))
  expect(went).toHaveBeenCalledWith(-1)
})

test('a step that was begun elsewhere makes room for the page', async () => {
  shell()
  await go('/calls/a/respond')
  fireEvent.click(screen.getByText('send'))
  await waitFor(() => expect(here()).toBe('/calls/a'))
  expect(went).not.toHaveBeenCalled()
  expect(history.state).toEqual({ before: ['/calls'] })
})

test('only the nearest page counts, whatever is chosen on it', () => {
  expect(stepsBack(['/calls', '/calls/a?tab=story'], '/calls/a')).toBe(1)
  expect(stepsBack(['/calls/a', '/calls', '/calls/a/close'], '/calls/a')).toBe(0)
  expect(stepsBack(['/calls/ab'], '/calls/a')).toBe(0)
  expect(stepsBack([], '/calls/a')).toBe(0)
})
