using Kernel.Data;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// Things of one kind that rest on an organisation, which does not close before they have ended (D45). Whoever has such things registers
/// them.
/// </summary>
/// <param name="Kind">What they are called where a closure is refused.</param>
/// <param name="OpenAsync">Those of an organisation that have not ended.</param>
internal sealed record RestsOnOrganisation(string Kind, Func<UnitOfWork, string, Task<IReadOnlyList<Guid>>> OpenAsync);
