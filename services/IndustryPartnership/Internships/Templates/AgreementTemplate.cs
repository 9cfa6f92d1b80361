using IndustryPartnership.Internships.Law;
using Kernel.Http;

namespace IndustryPartnership.Internships.Templates;

/// <summary>An institution's clauses for its placements' agreements, besides those of slot and placement (D31).</summary>
/// <param name="Institution">Its code.</param>
/// <param name="Version">The template's number, from 1. New agreements use the newest one; an agreement keeps its own.</param>
/// <param name="Clauses">The clauses.</param>
/// <param name="ClausesHash">SHA-256 of their canonical JSON (RFC 8785), in lower-case hexadecimal.</param>
/// <param name="KeptOn">The business date on which it was kept.</param>
public sealed record AgreementTemplate(string Institution, int Version, AgreementClauses Clauses, string ClausesHash, DateOnly KeptOn)
    : IVersioned;
