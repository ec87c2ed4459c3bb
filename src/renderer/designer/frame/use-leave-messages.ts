import { useEffect } from 'react';

/** Where the messages would take F6 around to themselves, it goes on to the panes of the designer. */
export function useLeaveMessages(): void {
  useEffect(() => {
    const leave = (event: Event): void => { event.preventDefault(); };
    document.addEventListener('react-aria-landmark-navigation', leave);
    return () => { document.removeEventListener('react-aria-landmark-navigation', leave); };
  }, []);
}
