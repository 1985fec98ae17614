/* The register page, opened with the network. */
import { begin, upkeep } from "./page_keeping.js";

upkeep();
begin();
