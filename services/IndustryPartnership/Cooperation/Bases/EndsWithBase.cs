using Kernel;

namespace IndustryPartnership.Cooperation.Bases;

/// <summary>What must end when a base may not be used from a day on (D45). The owner of such things registers it.</summary>
/// <param name="EndAsync">Ends everything of the kind at a base, from a day on.</param>
internal sealed record EndsWithBase(Func<Guid, DateOnly, Act, Task> EndAsync);
