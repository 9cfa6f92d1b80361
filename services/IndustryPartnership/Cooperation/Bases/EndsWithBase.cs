using Kernel;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>What ends when a base may not be used from a day on (D45). Whoever has such things registers it.</summary>
/// <param name="EndAsync">Ends it, of a base, from a day on.</param>
internal sealed record EndsWithBase(Func<Guid, DateOnly, Act, Task> EndAsync);
