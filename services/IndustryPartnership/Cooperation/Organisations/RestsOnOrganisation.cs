using Kernel.Data;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>
/// Things of one kind that rest on an organisation. It cannot close before they have ended (D45). The owner of such things registers them.
/// </summary>
/// <param name="Kind">Their name in a refused closure.</param>
/// <param name="OpenAsync">Those of an organisation that have not ended.</param>
internal sealed record RestsOnOrganisation(string Kind, Func<UnitOfWork, string, Task<IReadOnlyList<Guid>>> OpenAsync);
