"""The shell that every page stands in, on a page that needs no data: the login of the admin."""

from playwright.sync_api import Page


def test_admin_login_page_makes_no_fault(page: Page) -> None:
    page.goto("/admin/")

    assert page.get_by_label("Username").is_visible()


def test_admin_login_page_without_script(no_script_page: Page) -> None:
    no_script_page.goto("/admin/")

    assert no_script_page.get_by_label("Username").is_visible()
