"""What the hand does on a page."""

from playwright.sync_api import Locator, Page


class Compteur:
    """Counts what the hand does besides writing: presses of a key and clicks."""

    def __init__(self, page: Page) -> None:
        self.page, self.gestes = page, 0

    def touche(self, *touches: str) -> None:
        for touche in touches:
            self.page.keyboard.press(touche)
            self.gestes += 1

    def clic(self, cible: Locator) -> None:
        cible.click()
        self.gestes += 1

    def texte(self, texte: str) -> None:
        self.page.keyboard.insert_text(texte)
